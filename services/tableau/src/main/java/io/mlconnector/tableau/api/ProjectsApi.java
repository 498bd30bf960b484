package io.mlconnector.tableau.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.tableau.api.Items.Pagination;
import io.mlconnector.tableau.api.Items.Project;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * Projects, which may be in one another.
 *
 * @see <a
 *     href="https://help.tableau.com/current/api/rest_api/en-us/REST/rest_api_ref_projects.htm">Project
 *     methods</a>
 */
@Path("/api/{version}/sites/{site}/projects")
@Produces(MediaType.APPLICATION_JSON)
public interface ProjectsApi {

  /**
   * A page of projects.
   *
   * @param filter such as {@code name:eq:Finance}; null for all
   */
  @GET
  Page list(
      @PathParam("version") String version,
      @PathParam("site") String site,
      @QueryParam("filter") String filter,
      @QueryParam("pageSize") int pageSize,
      @QueryParam("pageNumber") int pageNumber);

  /** Makes one; 409006 where there is one of that name. */
  @POST
  Made create(
      @PathParam("version") String version, @PathParam("site") String site, JsonNode project);

  /** A page of them. */
  record Page(Pagination pagination, All projects) {}

  /** Those on a page. */
  record All(
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<Project> project) {}

  /** The one that was made. */
  record Made(Project project) {}
}
