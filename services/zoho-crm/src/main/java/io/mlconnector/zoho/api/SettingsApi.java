package io.mlconnector.zoho.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * What modules an organization has, and which fields.
 *
 * @see <a href="https://www.zoho.com/crm/developer/docs/api/v8/field-meta.html">Fields</a>
 */
@Path("/crm/v8/settings")
@Produces(MediaType.APPLICATION_JSON)
public interface SettingsApi {

  /** The fields of a module, custom ones and their pick lists included. */
  @GET
  @Path("/fields")
  JsonNode fields(@QueryParam("module") String module);
}
