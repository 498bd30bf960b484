package io.mlconnector.zendesk.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * Triggers: rules that run after changes of tickets; administrators only.
 *
 * @see <a
 *     href="https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/">Triggers</a>
 */
@Path("/api/v2/triggers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface TriggersApi {

  @GET
  JsonNode list(@QueryParam("page[size]") Integer size, @QueryParam("page[after]") String after);

  @POST
  JsonNode create(JsonNode body);

  /** Lists are replaced whole. */
  @PUT
  @Path("/{id}")
  JsonNode update(@PathParam("id") String id, JsonNode body);

  @DELETE
  @Path("/{id}")
  void delete(@PathParam("id") String id);
}
