package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.Page.Unreadable;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.SourceStream;
import io.mlconnector.spi.Untranslatable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finance records of one kind with their lines, from a first date on. */
final class FinanceStream implements SourceStream<FinanceRow> {

  private static final String CREATED = "CreationDate";

  private final FinanceObject object;
  private final FinanceResource resource;

  FinanceStream(FinanceObject object) {
    this.object = object;
    this.resource = object.resource();
  }

  @Override
  public String name() {
    return resource.stream();
  }

  @Override
  public List<String> entities() {
    return List.of(object.entity());
  }

  @Override
  public boolean begins() {
    return true;
  }

  @Override
  public PollSpec poll(Settings settings) {
    return new FinanceSettings(settings).poll(name());
  }

  @Override
  public void selfTest(Connection connection) {
    new FinanceSelfTest(connection, resource).run(children(connection));
  }

  @Override
  public Page<FinanceRow> fetch(Connection connection, Cursor cursor) {
    FinanceSettings settings = new FinanceSettings(connection.settings());
    Place at = Place.parse(cursor.page());
    String expand = expand(children(connection));
    Place.Rows page = resource.rows(connection, cursor, at, settings.pageSize(), expand);
    String stamp = settings.stamp(name());
    Place next = at.after(page.rows(), page.before(), stamp, resource.key());
    List<JsonNode> wanted =
        stamp != null
            ? page.rows()
            : page.rows().stream().filter(row -> since(row, cursor.from())).toList();
    return withLines(connection, wanted, page.more() ? next.toString() : null);
  }

  /** Where everything is read each time, what is older than the first date is left out here. */
  private static boolean since(JsonNode row, Instant first) {
    try {
      Instant created = new FusionRow(row).stamp(CREATED);
      return first == null || created == null || !created.isBefore(first);
    } catch (Untranslatable e) {
      return true;
    }
  }

  private Page<FinanceRow> withLines(Connection connection, List<JsonNode> rows, String next) {
    List<FinanceRow> records = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    List<String> children = children(connection);
    Below below = new Below(connection, resource.name());
    for (JsonNode row : rows) {
      try {
        Map<String, List<JsonNode>> its = new LinkedHashMap<>();
        for (String child : children) {
          if (!child.contains(".")) {
            its.put(
                child,
                below.rows(row, child, object.childKeys().get(child), deeper(children, child)));
          }
        }
        records.add(new FinanceRow(row, its));
      } catch (Below.TooMany e) {
        unreadable.add(new Unreadable(row.path(resource.key()).asText(null), e.getMessage()));
      }
    }
    return new Page<>(records, unreadable, next, next == null);
  }

  private List<String> children(Connection connection) {
    return new FinanceSettings(connection.settings()).children(object.childrenSetting());
  }

  private static String expand(List<String> children) {
    return children.isEmpty() ? null : String.join(",", children);
  }

  private static String deeper(List<String> children, String child) {
    String below =
        children.stream()
            .filter(path -> path.startsWith(child + "."))
            .map(path -> path.substring(child.length() + 1))
            .collect(Collectors.joining(","));
    return below.isEmpty() ? null : below;
  }

  @Override
  public int keysPerCall() {
    return Resource.KEYS_PER_CALL;
  }

  @Override
  public Page<FinanceRow> fetchByKeys(Connection connection, List<String> keys) {
    String expand = expand(children(connection));
    List<JsonNode> rows = resource.byValues(connection, resource.key(), keys, expand);
    return withLines(connection, rows, null);
  }

  @Override
  public Optional<Instant> changed(FinanceRow row) {
    return new JsonRow(row.json()).stamp("LastUpdateDate");
  }

  @Override
  public String key(FinanceRow row) {
    return row.row().text(resource.key());
  }

  @Override
  public List<CanonicalRecord> translate(Connection connection, FinanceRow row, Instant asOf) {
    return object.translate(new FinanceSettings(connection.settings()), row);
  }

  @Override
  public Set<String> unhashed() {
    return object.unhashed();
  }
}
