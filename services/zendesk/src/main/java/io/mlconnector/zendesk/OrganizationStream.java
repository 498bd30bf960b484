package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Customer;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.SourceStream;
import io.mlconnector.zendesk.api.OrganizationsApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Organizations as they are now, by the vendor's export of changes. It tells of no deletion; an
 * event or the nightly sweep does.
 */
final class OrganizationStream implements SourceStream<JsonNode> {

  static final String NAME = "organizations";

  private static final int PAGE = 1_000;
  private static final String MISSING =
      "Zendesk does not have the organization any more: deleted, or merged into another one";

  private final int size;

  OrganizationStream() {
    this(PAGE);
  }

  OrganizationStream(int size) {
    this.size = size;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> entities() {
    return List.of(Customer.ENTITY);
  }

  @Override
  public PollSpec poll(Settings settings) {
    return PollSpec.continuousReconciled();
  }

  @Override
  public Page<JsonNode> fetch(Connection connection, Cursor cursor) {
    return TimeExport.at(connection, cursor).page(connection, size);
  }

  @Override
  public int keysPerCall() {
    return Lookup.HUNDRED;
  }

  @Override
  public Page<JsonNode> fetchByKeys(Connection connection, List<String> keys) {
    JsonNode found =
        CursorExport.rows(
            connection.client(OrganizationsApi.class).showMany(String.join(",", keys), null), NAME);
    List<JsonNode> rows = new ArrayList<>();
    Set<String> missing = new HashSet<>(keys);
    for (JsonNode row : found) {
      rows.add(row);
      missing.remove(key(row));
    }
    List<Page.Removed> removed = missing.stream().map(id -> new Page.Removed(id, MISSING)).toList();
    return new Page<>(rows, List.of(), removed, null, true);
  }

  @Override
  public Optional<Instant> changed(JsonNode row) {
    return new JsonRow(row).stamp("updated_at");
  }

  @Override
  public String key(JsonNode row) {
    return row.path("id").asText();
  }

  @Override
  public List<CanonicalRecord> translate(Connection connection, JsonNode row, Instant asOf) {
    return List.of(
        Customer.builder(key(row))
            .name(UserStream.name(row))
            .status("active")
            .custom(
                CustomFields.of(
                    row,
                    row.path("organization_fields"),
                    connection.settings().list("organizationFields")))
            .build());
  }
}
