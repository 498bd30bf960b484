package io.mlconnector.zendesk.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * Search, which lags behind writes by up to a few minutes.
 *
 * @see <a href="https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/">
 *     Search</a>
 */
@Path("/api/v2/search")
@Produces(MediaType.APPLICATION_JSON)
public interface SearchApi {

  /** How many there are, such as {@code type:ticket organization:1 status<solved}. */
  @GET
  @Path("/count.json")
  JsonNode count(@QueryParam("query") String query);

  /**
   * The first page of all of a type; 100 calls a minute.
   *
   * @param size at most 1,000
   */
  @GET
  @Path("/export.json")
  JsonNode export(
      @QueryParam("query") String query,
      @QueryParam("filter[type]") String type,
      @QueryParam("page[size]") Integer size);
}
