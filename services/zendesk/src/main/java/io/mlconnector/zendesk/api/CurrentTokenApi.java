package io.mlconnector.zendesk.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * The OAuth token that a call is signed with.
 *
 * @see <a href="https://developer.zendesk.com/api-reference/ticketing/oauth/oauth_tokens/">OAuth
 *     tokens</a>
 */
@Path("/api/v2/oauth/tokens")
@Produces(MediaType.APPLICATION_JSON)
public interface CurrentTokenApi {

  /** What it is, with {@code expires_at}; 404 for who signs in with an API token. */
  @GET
  @Path("/current.json")
  JsonNode show();
}
