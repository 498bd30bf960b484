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
 * The notes of a customer. There is no idempotency key: the same POST again makes a second note.
 * The text is base64 up to framework 7 and plain from 8 on.
 *
 * @see <a href="https://docs.oracle.com/en/cloud/saas/sales/faaps/api-accounts.html">Accounts,
 *     child Note</a>
 */
@Path("/crmRestApi/resources/{version}/{resource}/{key}/child/Note")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface NotesApi {

  @GET
  FusionPage list(
      @PathParam("version") String version,
      @PathParam("resource") String resource,
      @PathParam("key") String key,
      @HeaderParam("REST-Framework-Version") String framework,
      @QueryParam("orderBy") String orderBy,
      @QueryParam("onlyData") Boolean onlyData,
      @QueryParam("limit") Integer limit,
      @QueryParam("offset") Integer offset);

  @GET
  @Path("/{note}")
  JsonNode get(
      @PathParam("version") String version,
      @PathParam("resource") String resource,
      @PathParam("key") String key,
      @PathParam("note") String note,
      @HeaderParam("REST-Framework-Version") String framework);

  @POST
  JsonNode create(
      @PathParam("version") String version,
      @PathParam("resource") String resource,
      @PathParam("key") String key,
      @HeaderParam("REST-Framework-Version") String framework,
      JsonNode body);

  @PATCH
  @Path("/{note}")
  JsonNode update(
      @PathParam("version") String version,
      @PathParam("resource") String resource,
      @PathParam("key") String key,
      @PathParam("note") String note,
      @HeaderParam("REST-Framework-Version") String framework,
      JsonNode body);
}
