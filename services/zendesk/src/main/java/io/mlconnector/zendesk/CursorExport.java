package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.zendesk.api.ExportsApi;
import java.time.Duration;
import java.time.Instant;

/**
 * A page of an export by cursor, and where the next one begins. Only the cursor is taken from the
 * answer: its links name other hosts.
 *
 * @param last whether there is nothing newer; the cursor is kept all the same
 */
record CursorExport(JsonNode rows, String next, boolean last) {

  /** The vendor refuses a start within the last minute, by its own clock. */
  private static final Duration SETTLED = Duration.ofSeconds(120);

  /**
   * Reads a page.
   *
   * @param kind {@code tickets} or {@code users}
   */
  static CursorExport read(Connection connection, String kind, Cursor cursor, int size) {
    JsonNode page =
        connection
            .client(ExportsApi.class)
            .byCursor(
                kind,
                cursor.page() == null ? start(connection, cursor.from()) : null,
                cursor.page(),
                size);
    JsonNode rows = rows(page, kind);
    boolean end = page.path("end_of_stream").asBoolean();
    String next = page.path("after_cursor").asText(null);
    if (!end && next == null) {
      throw VendorFailure.rejected(
          200, "The export of %s goes on, but does not say where".formatted(kind));
    }
    return new CursorExport(rows, next == null ? cursor.page() : next, end);
  }

  static JsonNode rows(JsonNode page, String kind) {
    if (!page.path(kind).isArray()) {
      throw VendorFailure.rejected(200, "The export of %1$s answers without %1$s".formatted(kind));
    }
    return page.path(kind);
  }

  /** The epoch second from which an export may be asked for; the latest one for null. */
  static long start(Connection connection, Instant from) {
    Instant latest = connection.clock().instant().minus(SETTLED);
    return (from == null || from.isAfter(latest) ? latest : from).getEpochSecond();
  }
}
