package io.mlconnector.zendesk.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * Webhooks; administrators only. Trial accounts may have ten.
 *
 * @see <a
 *     href="https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/">Webhooks</a>
 */
@Path("/api/v2/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface WebhooksApi {

  @GET
  JsonNode list(@QueryParam("page[size]") Integer size, @QueryParam("page[after]") String after);

  @POST
  JsonNode create(JsonNode body);

  /** Answers 204, without a body. */
  @PUT
  @Path("/{id}")
  void update(@PathParam("id") String id, JsonNode body);

  @DELETE
  @Path("/{id}")
  void delete(@PathParam("id") String id);

  /** What calls are signed with: the text as it stands is the key. */
  @GET
  @Path("/{id}/signing_secret")
  JsonNode secret(@PathParam("id") String id);
}
