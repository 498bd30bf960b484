package io.mlconnector.zendesk.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * Organizations; 100 per call at most.
 *
 * @see <a
 *     href="https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/">Organizations</a>
 */
@Path("/api/v2/organizations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface OrganizationsApi {

  /** By {@code ids} or by {@code external_ids}, separated by commas; unknown ones are absent. */
  @GET
  @Path("/show_many.json")
  JsonNode showMany(@QueryParam("ids") String ids, @QueryParam("external_ids") String externalIds);

  /** All, by cursor. */
  @GET
  JsonNode list(@QueryParam("page[size]") Integer size, @QueryParam("page[after]") String after);

  /** By exact name or by external id, without case; never by both. */
  @GET
  @Path("/search.json")
  JsonNode search(@QueryParam("name") String name, @QueryParam("external_id") String externalId);

  /** One; 422 where the name or the external id is taken. */
  @POST
  JsonNode create(JsonNode body);

  /** Starts a job. Its results name neither index nor external id, and come in any order. */
  @POST
  @Path("/create_many.json")
  JsonNode createMany(JsonNode body);

  /** One; arrays are replaced whole; five a minute per organization. */
  @PUT
  @Path("/{id}.json")
  JsonNode update(@PathParam("id") String id, JsonNode body);

  /** Starts a job. */
  @PUT
  @Path("/update_many.json")
  JsonNode updateMany(JsonNode body);
}
