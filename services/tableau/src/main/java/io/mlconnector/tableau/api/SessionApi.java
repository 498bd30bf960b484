package io.mlconnector.tableau.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * Sessions, which end when they are not used for a while.
 *
 * @see <a
 *     href="https://help.tableau.com/current/api/rest_api/en-us/REST/rest_api_ref_authentication.htm">Authentication
 *     methods</a>
 */
@Path("/api/{version}")
@Produces(MediaType.APPLICATION_JSON)
public interface SessionApi {

  /** The header that carries a session's token. */
  String TOKEN = "X-Tableau-Auth";

  /** Signs in; 301 where the site is on another host. */
  @POST
  @Path("/auth/signin")
  SignedIn signIn(@PathParam("version") String version, JsonNode credentials);

  /** Ends a session; 401002 where it has ended before. */
  @POST
  @Path("/auth/signout")
  void signOut(@PathParam("version") String version, @HeaderParam(TOKEN) String token);

  /** Any call that only reads: it keeps the session. */
  @GET
  @Path("/sites/{site}/projects")
  JsonNode touch(
      @PathParam("version") String version,
      @PathParam("site") String site,
      @HeaderParam(TOKEN) String token,
      @QueryParam("pageSize") int pageSize);

  /** The answer to a sign-in. */
  record SignedIn(Credentials credentials) {}

  /** A session: its token, its site and its user. */
  record Credentials(String token, Id site, Id user) {
    /** Nothing of the token. */
    @Override
    public String toString() {
      return "Credentials";
    }
  }

  /** Something with a LUID. */
  record Id(String id, String contentUrl) {}
}
