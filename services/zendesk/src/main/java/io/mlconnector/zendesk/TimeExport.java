package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.zendesk.api.ExportsApi;
import io.mlconnector.zendesk.api.OrganizationsApi;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the export of organizations stands, which goes by time alone.
 *
 * <p>Where more organizations than a page takes were changed in one second, as by a bulk import,
 * that page comes for ever. Then the plain list is walked for those of that second, so that none is
 * left out, and the export goes on with the second after it.
 *
 * @param second the epoch second to read from
 * @param walk where the walk through the list stands, empty at its beginning; null outside one
 */
record TimeExport(long second, String walk) {

  private static final String WALK = ":list:";

  static TimeExport at(Connection connection, Cursor cursor) {
    if (cursor.page() == null) {
      return new TimeExport(CursorExport.start(connection, cursor.from()), null);
    }
    String[] parts = cursor.page().split(WALK, 2);
    return new TimeExport(Long.parseLong(parts[0]), parts.length == 1 ? null : parts[1]);
  }

  Page<JsonNode> page(Connection connection, int size) {
    return walk == null ? export(connection, size) : walk(connection);
  }

  private Page<JsonNode> export(Connection connection, int size) {
    JsonNode page = connection.client(ExportsApi.class).organizations(second, size);
    List<JsonNode> rows = new ArrayList<>();
    CursorExport.rows(page, OrganizationStream.NAME).forEach(rows::add);
    long end = page.path("end_time").asLong(second);
    if (end < second) {
      throw VendorFailure.rejected(200, "The export of organizations goes back in time");
    }
    if (page.path("end_of_stream").asBoolean()) {
      return new Page<>(rows, List.of(), new TimeExport(end, null).toString(), true);
    }
    TimeExport next = end == second ? new TimeExport(second, "") : new TimeExport(end, null);
    return new Page<>(rows, List.of(), next.toString(), false);
  }

  private Page<JsonNode> walk(Connection connection) {
    JsonNode page =
        connection
            .client(OrganizationsApi.class)
            .list(Lookup.HUNDRED, walk.isEmpty() ? null : walk);
    List<JsonNode> rows = new ArrayList<>();
    for (JsonNode row : CursorExport.rows(page, OrganizationStream.NAME)) {
      if (stamp(row) == second) {
        rows.add(row);
      }
    }
    if (page.path("meta").path("has_more").asBoolean()) {
      String after = page.path("meta").path("after_cursor").asText("");
      if (after.isEmpty()) {
        throw VendorFailure.rejected(
            200, "The list of organizations goes on, but does not say where");
      }
      return new Page<>(rows, List.of(), new TimeExport(second, after).toString(), false);
    }
    long following = second + 1;
    boolean last = following > CursorExport.start(connection, null);
    return new Page<>(rows, List.of(), new TimeExport(following, null).toString(), last);
  }

  /** -1 where it cannot be read: such a row is of no second, and the export gives it. */
  private static long stamp(JsonNode row) {
    try {
      return Instant.parse(row.path("updated_at").asText()).getEpochSecond();
    } catch (DateTimeParseException e) {
      return -1;
    }
  }

  @Override
  public String toString() {
    return walk == null ? String.valueOf(second) : second + WALK + walk;
  }
}
