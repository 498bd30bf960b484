package io.mlconnector.jdedwards.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.ReadOnly;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Sessions of the AIS server. A token that was asked for with a device name has to be used with it.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/rest-api/op-v2-tokenrequest-post.html">Token
 *     request</a>
 */
@Path("/v2")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface SessionApi {

  String TOKEN = "jde-AIS-Auth";
  String DEVICE = "jde-AIS-Auth-Device";

  /** Opens a session with user and password in the body. */
  @ReadOnly
  @POST
  @Path("/tokenrequest")
  JsonNode open(JsonNode body);

  /** Opens a session with a Basic or Bearer header instead of a body. */
  @ReadOnly
  @POST
  @Path("/tokenrequest")
  JsonNode openBy(
      @HeaderParam("Authorization") String authorization,
      @HeaderParam("jde-AIS-Auth-Environment") String environment,
      @HeaderParam("jde-AIS-Auth-Role") String role,
      @HeaderParam(DEVICE) String device);

  /** Answers 200 where the session holds; only the status counts. */
  @GET
  @Path("/orchestrator/jde-validate-session")
  String validate(@HeaderParam(TOKEN) String token, @HeaderParam(DEVICE) String device);

  /** Ends a session, and the one that the HTML server holds for it. */
  @ReadOnly
  @POST
  @Path("/tokenrequest/logout")
  String close(JsonNode tokenAndDevice);
}
