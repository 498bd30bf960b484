package io.mlconnector.zendesk.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * What changed; admins only, ten calls a minute for all exports together. The newest minute is
 * never given.
 *
 * @see <a
 *     href="https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/">Incremental
 *     exports</a>
 */
@Path("/api/v2/incremental")
@Produces(MediaType.APPLICATION_JSON)
public interface ExportsApi {

  /**
   * By cursor, deleted ones too. Rows of one stamp come together, whatever the size asked.
   *
   * @param kind {@code tickets} or {@code users}
   * @param start epoch seconds, at least 60 s ago; only without a cursor
   */
  @GET
  @Path("/{kind}/cursor.json")
  JsonNode byCursor(
      @PathParam("kind") String kind,
      @QueryParam("start_time") Long start,
      @QueryParam("cursor") String cursor,
      @QueryParam("per_page") Integer size);

  /**
   * Organizations by time alone; deleted ones are absent. The last row comes again as the first of
   * the next page; where more rows than a page takes share a second, that is the same page again.
   *
   * @param start epoch seconds, at least 60 s ago
   */
  @GET
  @Path("/organizations.json")
  JsonNode organizations(
      @QueryParam("start_time") Long start, @QueryParam("per_page") Integer size);
}
