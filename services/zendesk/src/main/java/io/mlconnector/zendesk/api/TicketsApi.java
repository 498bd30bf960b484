package io.mlconnector.zendesk.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * Tickets, to be read.
 *
 * @see <a href="https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/">Tickets</a>
 */
@Path("/api/v2")
@Produces(MediaType.APPLICATION_JSON)
public interface TicketsApi {

  /** By {@code ids} separated by commas, 100 at most; unknown and deleted ones are absent. */
  @GET
  @Path("/tickets/show_many.json")
  JsonNode showMany(@QueryParam("ids") String ids);

  /** Comments, private ones too, oldest first. */
  @GET
  @Path("/tickets/{id}/comments.json")
  JsonNode comments(
      @PathParam("id") String id,
      @QueryParam("page[size]") Integer size,
      @QueryParam("page[after]") String after);
}
