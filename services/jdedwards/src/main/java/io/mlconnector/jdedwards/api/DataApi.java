package io.mlconnector.jdedwards.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.ReadOnly;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * The data service: one table or view per question, no joins.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/rest-api/op-v2-dataservice-post.html">Data
 *     service</a>
 */
@Path("/v2")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface DataApi {

  /** Rows, or how many there are. The answer may hold a link with the token: never to be shown. */
  @ReadOnly
  @POST
  @Path("/dataservice")
  JsonNode ask(@HeaderParam(SessionApi.DEVICE) String device, JsonNode question);
}
