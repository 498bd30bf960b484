package io.mlconnector.dynamics.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.ReadOnly;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * Finance and operations by OData 4.0. Names are case-sensitive; without {@code cross-company} only
 * the default company of the user answers, in silence.
 *
 * @see <a
 *     href="https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/data-entities/odata">Open
 *     Data Protocol</a>
 */
@Path("/data")
@Produces(MediaType.APPLICATION_JSON)
public interface ODataApi {

  /** What an outgoing batch is divided by; JSON text has no line that could be like it. */
  String BOUNDARY = "batch_mlconnector";

  /** The service document: the public entity sets. */
  @GET
  @Path("/")
  JsonNode sets();

  /** Rows of an entity set; with {@code $top} no next link is promised. */
  @GET
  @Path("/{set}")
  JsonNode list(
      @PathParam("set") String set,
      @QueryParam("cross-company") boolean crossCompany,
      @QueryParam("$select") String select,
      @QueryParam("$filter") String filter,
      @QueryParam("$orderby") String orderBy,
      @QueryParam("$top") Integer top);

  /** Several reads in one call; every part is answered by itself. */
  @ReadOnly
  @POST
  @Path("/$batch")
  @Consumes("multipart/mixed; boundary=" + BOUNDARY)
  @Produces("multipart/mixed")
  String readAll(String parts);

  /** Several writes in one call; the whole is answered 200 also where parts failed. */
  @POST
  @Path("/$batch")
  @Consumes("multipart/mixed; boundary=" + BOUNDARY)
  @Produces("multipart/mixed")
  String writeAll(String parts);
}
