package io.mlconnector.peoplesoft.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/**
 * A component interface as a REST service ({@code CIRT_…}, from PeopleTools 8.61 on). An edit that
 * is refused may come with status 200: the caller looks at the notification.
 *
 * @see <a href="https://docs.oracle.com/cd/F72633_01/pt860pbr1/eng/pt/tcpi/index.html">PeopleSoft
 *     Component Interfaces</a>
 */
@Path("/PSIGW/RESTListeningConnector/{node}/CIRT_{name}.v1/{emplid}")
public interface LoginApi {

  @GET
  @Produces(MediaType.WILDCARD)
  String get(
      @PathParam("node") String node,
      @PathParam("name") String name,
      @PathParam("emplid") String emplid);

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.WILDCARD)
  String put(
      @PathParam("node") String node,
      @PathParam("name") String name,
      @PathParam("emplid") String emplid,
      Map<String, String> fields);
}
