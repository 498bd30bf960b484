package io.mlconnector.tableau.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * Webhooks, each for one event; only site administrators may.
 *
 * @see <a
 *     href="https://help.tableau.com/current/developer/webhooks/en-us/docs/webhooks-create-webhooks.html">Create
 *     webhooks</a>
 */
@Path("/api/{version}/sites/{site}/webhooks")
@Produces(MediaType.APPLICATION_JSON)
public interface WebhooksApi {

  /** All webhooks of the site. */
  @GET
  Page list(@PathParam("version") String version, @PathParam("site") String site);

  /** Makes one. */
  @POST
  void create(@PathParam("version") String version, @PathParam("site") String site, JsonNode hook);

  /** Changes one, such as to enable it again. */
  @PUT
  @Path("/{id}")
  void change(
      @PathParam("version") String version,
      @PathParam("site") String site,
      @PathParam("id") String id,
      JsonNode hook);

  /** Takes one away. */
  @DELETE
  @Path("/{id}")
  void delete(
      @PathParam("version") String version,
      @PathParam("site") String site,
      @PathParam("id") String id);

  /** The list. */
  record Page(All webhooks) {}

  /** Those on it. */
  record All(
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<Hook> webhook) {}

  /**
   * One of them.
   *
   * @param isEnabled false where the server has given it up, or somebody has switched it off
   */
  record Hook(
      String id,
      String name,
      String event,
      Boolean isEnabled,
      String statusChangeReason,
      @JsonProperty("webhook-destination") Destination destination) {

    /** The address that is called; empty where it is none over HTTP. */
    public String url() {
      return destination == null || destination.http() == null || destination.http().url() == null
          ? ""
          : destination.http().url();
    }

    /** Whether it is at work. */
    public boolean enabled() {
      return !Boolean.FALSE.equals(isEnabled);
    }
  }

  /** Where it goes. */
  record Destination(@JsonProperty("webhook-destination-http") Http http) {}

  /** An address. */
  record Http(String method, String url) {}
}
