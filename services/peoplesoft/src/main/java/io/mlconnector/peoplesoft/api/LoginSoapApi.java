package io.mlconnector.peoplesoft.api;

import io.mlconnector.spi.ReadOnly;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * A component interface as a SOAP 1.1 service ({@code CI_…}); the action is the operation's
 * external alias.
 *
 * @see <a href="https://docs.oracle.com/cd/F72633_01/pt860pbr1/eng/pt/tiba/index.html">PeopleSoft
 *     service listening connector</a>
 */
@Path("/PSIGW/PeopleSoftServiceListeningConnector/{node}")
@Consumes("text/xml; charset=UTF-8")
@Produces(MediaType.WILDCARD)
public interface LoginSoapApi {

  @ReadOnly
  @POST
  String read(
      @PathParam("node") String node, @HeaderParam("SOAPAction") String action, String envelope);

  @POST
  String write(
      @PathParam("node") String node, @HeaderParam("SOAPAction") String action, String envelope);
}
