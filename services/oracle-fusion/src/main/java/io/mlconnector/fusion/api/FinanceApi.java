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
 * Oracle Fusion's finance and procurement resources, with the links that tell opaque keys.
 *
 * @see <a href="https://docs.oracle.com/en/cloud/saas/financials/26d/farfa/">REST API for
 *     Financials</a>
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/procurement/25c/fapra/Collections.html">Collections</a>
 */
@Path("/fscmRestApi/resources/{version}/{resource}")
@Produces(MediaType.APPLICATION_JSON)
public interface FinanceApi {

  /**
   * One page of a resource. Children that are expanded may come in part; then they say so from
   * framework 3 on.
   */
  @GET
  FusionPage list(
      @PathParam("version") String version,
      @PathParam("resource") String resource,
      @HeaderParam("REST-Framework-Version") String framework,
      @QueryParam("q") String q,
      @QueryParam("expand") String expand,
      @QueryParam("orderBy") String orderBy,
      @QueryParam("links") String links,
      @QueryParam("limit") Integer limit,
      @QueryParam("offset") Integer offset);

  /** One row, by the key of its self link. */
  @GET
  @Path("/{key}")
  JsonNode item(
      @PathParam("version") String version,
      @PathParam("resource") String resource,
      @PathParam("key") String key,
      @HeaderParam("REST-Framework-Version") String framework,
      @QueryParam("links") String links);

  /** Rows of a child, which do not tell their parent. */
  @GET
  @Path("/{key}/child/{child}")
  FusionPage children(
      @PathParam("version") String version,
      @PathParam("resource") String resource,
      @PathParam("key") String key,
      @PathParam("child") String child,
      @HeaderParam("REST-Framework-Version") String framework,
      @QueryParam("q") String q,
      @QueryParam("expand") String expand,
      @QueryParam("orderBy") String orderBy,
      @QueryParam("links") String links,
      @QueryParam("limit") Integer limit,
      @QueryParam("offset") Integer offset);

  /** One row of a child. */
  @GET
  @Path("/{key}/child/{child}/{childKey}")
  JsonNode child(
      @PathParam("version") String version,
      @PathParam("resource") String resource,
      @PathParam("key") String key,
      @PathParam("child") String child,
      @PathParam("childKey") String childKey,
      @HeaderParam("REST-Framework-Version") String framework,
      @QueryParam("links") String links);

  /** Rows of a child's child. */
  @GET
  @Path("/{key}/child/{child}/{childKey}/child/{grandchild}")
  FusionPage grandchildren(
      @PathParam("version") String version,
      @PathParam("resource") String resource,
      @PathParam("key") String key,
      @PathParam("child") String child,
      @PathParam("childKey") String childKey,
      @PathParam("grandchild") String grandchild,
      @HeaderParam("REST-Framework-Version") String framework,
      @QueryParam("q") String q,
      @QueryParam("orderBy") String orderBy,
      @QueryParam("links") String links,
      @QueryParam("limit") Integer limit,
      @QueryParam("offset") Integer offset);
}
