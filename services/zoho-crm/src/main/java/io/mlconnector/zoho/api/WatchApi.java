package io.mlconnector.zoho.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * Channels by which Zoho tells of changes; each lives for a week at most, and nobody is told when
 * it ends.
 *
 * @see <a
 *     href="https://www.zoho.com/crm/developer/docs/api/v8/notifications/overview.html">Notifications</a>
 */
@Path("/crm/v8/actions/watch")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface WatchApi {

  /** Channels of a module that are alive; null where there are none. */
  @GET
  JsonNode list(@QueryParam("module") String module);

  /**
   * Makes channels.
   *
   * @param body {@code {"watch": […]}}
   */
  @POST
  JsonNode enable(JsonNode body);

  /** Replaces channels that are alive; others are refused as {@code NOT_SUBSCRIBED}. */
  @PUT
  JsonNode replace(JsonNode body);

  /**
   * Ends channels.
   *
   * @param ids joined by commas
   */
  @DELETE
  JsonNode disable(@QueryParam("channel_ids") String ids);
}
