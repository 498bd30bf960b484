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
import java.util.List;

/**
 * What there is about the people of the team beside users themselves: their roles and groups, and
 * the tickets they work on. Lists are paged by cursor, 100 at most.
 *
 * @see <a href="https://developer.zendesk.com/api-reference/ticketing/groups/groups/">Groups</a>
 */
@Path("/api/v2")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface TeamApi {

  /** Users of these roles; light agents are agents, and suspended ones are there too. */
  @GET
  @Path("/users.json")
  JsonNode users(
      @QueryParam("role[]") List<String> roles,
      @QueryParam("page[size]") Integer size,
      @QueryParam("page[after]") String after);

  /** Custom roles; on plans that have them. The light agent's has the role type 1. */
  @GET
  @Path("/custom_roles.json")
  JsonNode customRoles();

  @GET
  @Path("/groups.json")
  JsonNode groups(@QueryParam("page[size]") Integer size, @QueryParam("page[after]") String after);

  @GET
  @Path("/users/{id}/group_memberships.json")
  JsonNode groupMemberships(@PathParam("id") String id);

  /** Agents and administrators only; 422 for anybody else and for a pair that is there. */
  @POST
  @Path("/group_memberships.json")
  JsonNode addToGroup(JsonNode body);

  @DELETE
  @Path("/group_memberships/{id}.json")
  void removeFromGroup(@PathParam("id") String id);

  /** Tickets assigned to an agent, of every status. */
  @GET
  @Path("/users/{id}/tickets/assigned.json")
  JsonNode assigned(
      @PathParam("id") String id,
      @QueryParam("page[size]") Integer size,
      @QueryParam("page[after]") String after);

  /** Starts a job that changes up to 100 tickets, ids joined by commas, alike. */
  @PUT
  @Path("/tickets/update_many.json")
  JsonNode updateTickets(@QueryParam("ids") String ids, JsonNode body);
}
