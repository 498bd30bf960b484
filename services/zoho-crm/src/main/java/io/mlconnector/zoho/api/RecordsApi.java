package io.mlconnector.zoho.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Limits;
import io.mlconnector.spi.ReadOnly;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * Records. An empty list is answered 204 without a body, which is null here.
 *
 * @see <a href="https://www.zoho.com/crm/developer/docs/api/v8/modules-api.html">Modules</a>
 */
@Path("/crm/v8")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface RecordsApi {

  /**
   * Rows that a query names; at most 2,000, and 100 values in a list.
   *
   * @param credits 1 for up to 200 rows, 2 for 1,000, 3 for more
   * @param query {@code {"select_query": …}}
   * @see <a href="https://www.zoho.com/crm/developer/docs/api/v8/COQL-Overview.html">COQL</a>
   */
  @POST
  @Path("/coql")
  @ReadOnly
  JsonNode query(@HeaderParam(Limits.COST) int credits, JsonNode query);

  /**
   * Records that are gone; those in the recycle bin stay for 60 days.
   *
   * @param type {@code all}, {@code recycle} or {@code permanent}
   * @param page from 1
   * @param size at most 200
   * @param since an ISO stamp with offset; null for all
   * @see <a href="https://www.zoho.com/crm/developer/docs/api/v8/get-deleted-records.html">Deleted
   *     records</a>
   */
  @GET
  @Path("/{module}/deleted")
  JsonNode deleted(
      @PathParam("module") String module,
      @QueryParam("type") String type,
      @QueryParam("page") int page,
      @QueryParam("per_page") int size,
      @HeaderParam("If-Modified-Since") String since);

  /**
   * Makes records, or changes those that have the same value in a field that is named in {@code
   * duplicate_check_fields} of the body; at most 100.
   *
   * @param credits one for ten records
   * @see <a href="https://www.zoho.com/crm/developer/docs/api/v8/upsert-records.html">Upsert</a>
   */
  @POST
  @Path("/{module}/upsert")
  JsonNode upsert(
      @PathParam("module") String module, @HeaderParam(Limits.COST) int credits, JsonNode body);

  /**
   * Changes records by id; at most 100.
   *
   * @param credits one for ten records
   * @see <a href="https://www.zoho.com/crm/developer/docs/api/v8/update-records.html">Update</a>
   */
  @PUT
  @Path("/{module}")
  JsonNode update(
      @PathParam("module") String module, @HeaderParam(Limits.COST) int credits, JsonNode body);
}
