package io.mlconnector.tableau.api;

import io.mlconnector.tableau.api.Items.User;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Users of the site.
 *
 * @see <a
 *     href="https://help.tableau.com/current/api/rest_api/en-us/REST/rest_api_ref_users_and_groups.htm">Users
 *     and groups methods</a>
 */
@Path("/api/{version}/sites/{site}/users")
@Produces(MediaType.APPLICATION_JSON)
public interface UsersApi {

  /** One user, with the role that says what it may do. */
  @GET
  @Path("/{user}")
  One one(
      @PathParam("version") String version,
      @PathParam("site") String site,
      @PathParam("user") String user);

  /** One of them. */
  record One(User user) {}
}
