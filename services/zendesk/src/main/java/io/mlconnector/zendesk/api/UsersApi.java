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
 * Users, their identities and their memberships; 100 per call at most.
 *
 * @see <a href="https://developer.zendesk.com/api-reference/ticketing/users/users/">Users</a>
 */
@Path("/api/v2")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface UsersApi {

  /** Who we are. Without valid credentials it may answer 200 with an id of null. */
  @GET
  @Path("/users/me.json")
  JsonNode me();

  /** By {@code ids} or by {@code external_ids}, separated by commas; unknown ones are absent. */
  @GET
  @Path("/users/show_many.json")
  JsonNode showMany(@QueryParam("ids") String ids, @QueryParam("external_ids") String externalIds);

  /**
   * By a query such as {@code email:"a@b.example"}, which lags behind writes by up to minutes, or
   * by an external id.
   */
  @GET
  @Path("/users/search.json")
  JsonNode search(@QueryParam("query") String query, @QueryParam("external_id") String externalId);

  /** One; 422 where e-mail or external id is taken. */
  @POST
  @Path("/users.json")
  JsonNode create(JsonNode body);

  /** Starts a job; 403 where the account may not import in bulk. */
  @POST
  @Path("/users/create_many.json")
  JsonNode createMany(JsonNode body);

  /** One; five a minute per user, one a second per account; a new e-mail becomes a second one. */
  @PUT
  @Path("/users/{id}.json")
  JsonNode update(@PathParam("id") String id, JsonNode body);

  /** Starts a job. */
  @PUT
  @Path("/users/update_many.json")
  JsonNode updateMany(JsonNode body);

  @GET
  @Path("/users/{id}/identities.json")
  JsonNode identities(@PathParam("id") String id);

  @POST
  @Path("/users/{id}/identities.json")
  JsonNode addIdentity(@PathParam("id") String id, JsonNode body);

  @PUT
  @Path("/users/{id}/identities/{identity}/make_primary.json")
  JsonNode makePrimary(@PathParam("id") String id, @PathParam("identity") String identity);

  @GET
  @Path("/users/{id}/organization_memberships.json")
  JsonNode memberships(@PathParam("id") String id);

  /** Adds one; setting {@code organization_id} on the user instead would drop all others. */
  @POST
  @Path("/organization_memberships.json")
  JsonNode addMembership(JsonNode body);
}
