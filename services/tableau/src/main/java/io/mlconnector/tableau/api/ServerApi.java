package io.mlconnector.tableau.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Which version of the REST API a server speaks; the only call that needs no session.
 *
 * @see <a
 *     href="https://help.tableau.com/current/api/rest_api/en-us/REST/rest_api_ref_server.htm">Server
 *     methods</a>
 */
@Path("/api/2.4")
@Produces(MediaType.APPLICATION_JSON)
public interface ServerApi {

  /** {@code serverInfo} with {@code productVersion} and {@code restApiVersion}. */
  @GET
  @Path("/serverinfo")
  ServerInfo info();

  /** What a server says of itself. */
  record ServerInfo(Info serverInfo) {}

  /** The newest version of the REST API that it knows, such as {@code 3.27}. */
  record Info(String restApiVersion) {}
}
