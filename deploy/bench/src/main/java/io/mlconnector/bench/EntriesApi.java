package io.mlconnector.bench;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** One record a call, which the target keeps under the external id that the caller chose. */
@Path("/entries")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface EntriesApi {

  @PUT
  @Path("/{id}")
  JsonNode put(@PathParam("id") String externalId, JsonNode body);
}
