package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.FieldSchema;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Records of a module: made by upsert on our own key, changed by id, read back by query. */
final class Records implements Sink {

  static final String DUPLICATES = "duplicates";

  /** Five calls that write, and one to look and one to read back. */
  private static final int BATCH = 500;

  private final Kind kind;

  Records(Kind kind) {
    this.kind = kind;
  }

  @Override
  public String object() {
    return kind.object();
  }

  @Override
  public Delivery.Mode mode() {
    return Delivery.Mode.UPSERT;
  }

  @Override
  public Set<String> matchKeys() {
    return kind == Kind.CONTACT
        ? Set.of(Kind.EXTERNAL_ID, Layout.EMAIL)
        : Set.of(Kind.EXTERNAL_ID, Layout.EMAIL, "tax_id", "name");
  }

  @Override
  public List<Setting> policies() {
    return List.of(
        Setting.choice(
            DUPLICATES,
            "park",
            "What to do when another record has a value that Zoho allows only once: park; adopt the"
                + " other record, if it is nobody's; or suffix a name with the source key.",
            "park",
            "adopt",
            "suffix"));
  }

  @Override
  public int batchSize() {
    return BATCH;
  }

  @Override
  public List<FieldSchema> describe(Connection connection) {
    return Layout.live(connection, kind).describe();
  }

  /** Fields are made by an administrator of Zoho; here they are only named. */
  @Override
  public List<FieldSchema> provision(
      Connection connection, List<FieldSchema> wanted, boolean dryRun) {
    List<FieldSchema> missing = Layout.live(connection, kind).missing(wanted);
    if (!dryRun && !missing.isEmpty()) {
      throw VendorFailure.rejected(
          0,
          "Make these fields of %s in Zoho, or name the organization's own in the setting %sFields: %s"
              .formatted(
                  kind.module(),
                  kind.object(),
                  String.join(", ", missing.stream().map(FieldSchema::path).toList())));
    }
    return missing;
  }

  @Override
  public List<Found> find(Connection connection, List<Write> writes) {
    return Fields.asking(
        connection, kind, () -> find(connection, Layout.of(connection, kind), writes));
  }

  private List<Found> find(Connection connection, Layout layout, List<Write> writes) {
    Collection<String> columns = layout.columns(writes);
    List<String> ids = writes.stream().map(Write::key).filter(Objects::nonNull).toList();
    Map<String, JsonNode> byId =
        ids.isEmpty() ? Map.of() : Rows.byId(connection, layout, columns, ids);
    List<Write> unknown =
        writes.stream()
            .filter(write -> write.key() == null || !byId.containsKey(write.key()))
            .toList();
    Map<String, JsonNode> byKey = byKey(connection, layout, columns, unknown);
    Meeting meeting =
        Meeting.of(
            connection,
            layout,
            unknown.stream()
                .filter(write -> write.key() == null)
                .filter(write -> !byKey.containsKey(write.text(Kind.EXTERNAL_ID)))
                .toList());
    List<Found> found = new ArrayList<>();
    for (Write write : writes) {
      JsonNode row = write.key() == null ? null : byId.get(write.key());
      row = row == null ? byKey.get(write.text(Kind.EXTERNAL_ID)) : row;
      if (row != null) {
        found.add(new Found.Present(row.path("id").asText(), Suffix.seen(layout, write, row)));
      } else {
        found.add(write.key() == null ? meeting.of(write) : new Found.Gone(write.key()));
      }
    }
    return found;
  }

  private static Map<String, JsonNode> byKey(
      Connection connection, Layout layout, Collection<String> columns, List<Write> writes) {
    List<String> keys =
        writes.stream()
            .map(write -> write.text(Kind.EXTERNAL_ID))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return keys.isEmpty() ? Map.of() : Rows.byKey(connection, layout, columns, keys);
  }

  @Override
  public List<WriteResult> write(Connection connection, List<Write> writes) {
    return new Writing(connection, Layout.of(connection, kind)).run(writes);
  }
}
