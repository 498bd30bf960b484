package io.mlconnector.fusion.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * One account or contact, with its ETag.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/sales/faaps/verify_your_resource_using_the_etag_value.html">ETags</a>
 */
@Path("/crmRestApi/resources/{version}/{resource}/{key}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface PartiesApi {

  @GET
  Response get(
      @PathParam("version") String version,
      @PathParam("resource") String resource,
      @PathParam("key") String key,
      @HeaderParam("REST-Framework-Version") String framework,
      @QueryParam("fields") String fields);

  /** Answers 412 where the row is not the one of {@code etag} any more. */
  @PATCH
  JsonNode update(
      @PathParam("version") String version,
      @PathParam("resource") String resource,
      @PathParam("key") String key,
      @HeaderParam("REST-Framework-Version") String framework,
      @HeaderParam(HttpHeaders.IF_MATCH) String etag,
      JsonNode body);
}
