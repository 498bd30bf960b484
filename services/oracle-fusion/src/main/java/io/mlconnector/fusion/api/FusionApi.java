package io.mlconnector.fusion.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * Oracle Fusion's ADF REST services.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/sales/faaps/ManageCollections.html">Collections</a>
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public interface FusionApi {

  /**
   * One page of a collection. The default page is 25 rows, the largest 500; fewer may come than
   * were asked for; order is undefined without {@code orderBy}.
   */
  @GET
  @Path("{api}/resources/{version}/{resource}")
  FusionPage list(
      @PathParam("api") String api,
      @PathParam("version") String version,
      @PathParam("resource") String resource,
      @HeaderParam("REST-Framework-Version") String framework,
      @QueryParam("q") String q,
      @QueryParam("expand") String expand,
      @QueryParam("orderBy") String orderBy,
      @QueryParam("onlyData") Boolean onlyData,
      @QueryParam("limit") Integer limit,
      @QueryParam("offset") Integer offset);

  /** A resource's attributes: name, type, and whether they can be asked for. */
  @GET
  @Path("{api}/resources/{version}/{resource}/describe")
  JsonNode describe(
      @PathParam("api") String api,
      @PathParam("version") String version,
      @PathParam("resource") String resource,
      @HeaderParam("REST-Framework-Version") String framework);
}
