package io.mlconnector.fusion.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Interactions with customers; the description has at most 1,000 characters. {@code Upsert-Mode} is
 * not used: by what it would find an interaction again is not documented.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/sales/faaps/api-interactions.html">Interactions</a>
 */
@Path("/crmRestApi/resources/{version}/interactions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface InteractionsApi {

  @GET
  @Path("/{interaction}")
  JsonNode get(
      @PathParam("version") String version,
      @PathParam("interaction") String interaction,
      @HeaderParam("REST-Framework-Version") String framework);

  @POST
  JsonNode create(
      @PathParam("version") String version,
      @HeaderParam("REST-Framework-Version") String framework,
      JsonNode body);

  @PATCH
  @Path("/{interaction}")
  JsonNode update(
      @PathParam("version") String version,
      @PathParam("interaction") String interaction,
      @HeaderParam("REST-Framework-Version") String framework,
      JsonNode body);
}
