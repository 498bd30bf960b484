package io.mlconnector.jdedwards.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Orchestrations by their names.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/rest-api/api-orchestrations.html">Orchestrations</a>
 */
@Path("/v3")
@Produces(MediaType.APPLICATION_JSON)
public interface OrchestratorApi {

  /** Runs one; 202 says that it was only queued, so the whole response is looked at. */
  @POST
  @Path("/orchestrator/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  Response run(
      @HeaderParam(SessionApi.DEVICE) String device,
      @PathParam("name") String name,
      JsonNode inputs);

  /** What it takes and gives, as OpenAPI 3. */
  @GET
  @Path("/open-api-catalog3/{name}")
  JsonNode contract(@HeaderParam(SessionApi.DEVICE) String device, @PathParam("name") String name);
}
