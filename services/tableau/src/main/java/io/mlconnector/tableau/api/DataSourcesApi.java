package io.mlconnector.tableau.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.BodyType;
import io.mlconnector.tableau.api.Items.DataSource;
import io.mlconnector.tableau.api.Items.Pagination;
import io.mlconnector.tableau.api.JobsApi.Started;
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
import java.util.List;

/**
 * Published data sources.
 *
 * @see <a
 *     href="https://help.tableau.com/current/api/rest_api/en-us/REST/rest_api_ref_data_sources.htm">Data
 *     source methods</a>
 */
@Path("/api/{version}/sites/{site}/datasources")
@Produces(MediaType.APPLICATION_JSON)
public interface DataSourcesApi {

  /** A page of those that the search index knows, which may lag behind. */
  @GET
  Page list(
      @PathParam("version") String version,
      @PathParam("site") String site,
      @QueryParam("filter") String filter,
      @QueryParam("pageSize") int pageSize,
      @QueryParam("pageNumber") int pageNumber);

  /** One by its LUID, at once after it was made. */
  @GET
  @Path("/{luid}")
  One one(
      @PathParam("version") String version,
      @PathParam("site") String site,
      @PathParam("luid") String luid);

  /**
   * Publishes what was uploaded, as a job.
   *
   * @param type {@code hyper} or {@code parquet}
   * @param contentType and the payload: those of a {@link Multipart}
   * @param overwrite true to write over one of that name in its project; null to make one
   */
  @POST
  Started publish(
      @PathParam("version") String version,
      @PathParam("site") String site,
      @QueryParam("datasourceType") String type,
      @QueryParam("overwrite") Boolean overwrite,
      @QueryParam("asJob") boolean asJob,
      @QueryParam("uploadSessionId") String upload,
      @HeaderParam(BodyType.HEADER) String contentType,
      byte[] payload);

  /** Changes rows by those of an uploaded file; a request id is carried out once. */
  @PATCH
  @Path("/{luid}/data")
  @Consumes(MediaType.APPLICATION_JSON)
  Started update(
      @PathParam("version") String version,
      @PathParam("site") String site,
      @PathParam("luid") String luid,
      @HeaderParam("RequestID") String request,
      @QueryParam("uploadSessionId") String upload,
      JsonNode actions);

  /** The data source as a {@code .tdsx}, with its rows or without. */
  @GET
  @Path("/{luid}/content")
  @Produces(MediaType.WILDCARD)
  byte[] content(
      @PathParam("version") String version,
      @PathParam("site") String site,
      @PathParam("luid") String luid,
      @QueryParam("includeExtract") boolean rows);

  /** A page of them. */
  record Page(Pagination pagination, All datasources) {}

  /** Those on a page. */
  record All(
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          List<DataSource> datasource) {}

  /** One of them. */
  record One(DataSource datasource) {}
}
