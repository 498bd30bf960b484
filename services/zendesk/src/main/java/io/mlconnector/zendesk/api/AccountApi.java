package io.mlconnector.zendesk.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * Jobs and custom fields.
 *
 * @see <a
 *     href="https://developer.zendesk.com/api-reference/ticketing/ticket-management/job_statuses/">Job
 *     statuses</a>
 * @see <a
 *     href="https://developer.zendesk.com/api-reference/ticketing/organizations/organization_fields/">Organization
 *     fields</a>
 */
@Path("/api/v2")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface AccountApi {

  /** A job's state; {@code completed} does not mean that every item went well. */
  @GET
  @Path("/job_statuses/{id}.json")
  JsonNode job(@PathParam("id") String id);

  /**
   * Custom fields.
   *
   * @param owner {@code organization_fields} or {@code user_fields}
   */
  @GET
  @Path("/{owner}.json")
  JsonNode fields(
      @PathParam("owner") String owner,
      @QueryParam("page[size]") Integer size,
      @QueryParam("page[after]") String after);

  /** Makes a custom field; needs an administrator. */
  @POST
  @Path("/{owner}.json")
  JsonNode createField(@PathParam("owner") String owner, JsonNode body);
}
