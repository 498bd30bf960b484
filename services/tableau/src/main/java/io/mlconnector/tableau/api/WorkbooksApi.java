package io.mlconnector.tableau.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.tableau.api.Items.Pagination;
import io.mlconnector.tableau.api.Items.Workbook;
import io.mlconnector.tableau.api.JobsApi.Started;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * Workbooks, of which those with an extract are refreshed.
 *
 * @see <a
 *     href="https://help.tableau.com/current/api/rest_api/en-us/REST/rest_api_ref_workbooks_and_views.htm">Workbooks
 *     and views methods</a>
 */
@Path("/api/{version}/sites/{site}/workbooks")
@Produces(MediaType.APPLICATION_JSON)
public interface WorkbooksApi {

  /** A page of workbooks. */
  @GET
  Page list(
      @PathParam("version") String version,
      @PathParam("site") String site,
      @QueryParam("filter") String filter,
      @QueryParam("pageSize") int pageSize,
      @QueryParam("pageNumber") int pageNumber);

  /** Starts the refresh of the extract; a site has so many an hour. */
  @POST
  @Path("/{luid}/refresh")
  Started refresh(
      @PathParam("version") String version,
      @PathParam("site") String site,
      @PathParam("luid") String luid,
      JsonNode nothing);

  /** A page of them. */
  record Page(Pagination pagination, All workbooks) {}

  /** Those on a page. */
  record All(
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          List<Workbook> workbook) {}
}
