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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * The attachments of a customer. There is no idempotency key: the same POST again makes a second
 * one. Their key is a hash that only the self link tells; a file is read by its enclosure.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/sales/faaps/Work_with_Attachments.html">Attachments</a>
 */
@Path("/crmRestApi/resources/{version}/{resource}/{key}/child/Attachment")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface AttachmentsApi {

  /** Without {@code onlyData}, which would leave out the links and so the keys. */
  @GET
  FusionPage list(
      @PathParam("version") String version,
      @PathParam("resource") String resource,
      @PathParam("key") String key,
      @HeaderParam("REST-Framework-Version") String framework,
      @QueryParam("orderBy") String orderBy,
      @QueryParam("links") String links,
      @QueryParam("limit") Integer limit,
      @QueryParam("offset") Integer offset);

  @GET
  @Path("/{attachment}")
  JsonNode get(
      @PathParam("version") String version,
      @PathParam("resource") String resource,
      @PathParam("key") String key,
      @PathParam("attachment") String attachment,
      @HeaderParam("REST-Framework-Version") String framework);

  /** The file's bytes. */
  @GET
  @Path("/{attachment}/enclosure/FileContents")
  @Produces(MediaType.WILDCARD)
  byte[] file(
      @PathParam("version") String version,
      @PathParam("resource") String resource,
      @PathParam("key") String key,
      @PathParam("attachment") String attachment,
      @HeaderParam("REST-Framework-Version") String framework);

  @POST
  JsonNode create(
      @PathParam("version") String version,
      @PathParam("resource") String resource,
      @PathParam("key") String key,
      @HeaderParam("REST-Framework-Version") String framework,
      JsonNode body);

  @PATCH
  @Path("/{attachment}")
  JsonNode update(
      @PathParam("version") String version,
      @PathParam("resource") String resource,
      @PathParam("key") String key,
      @PathParam("attachment") String attachment,
      @HeaderParam("REST-Framework-Version") String framework,
      JsonNode body);
}
