package io.mlconnector.platform.api;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.platform.delivery.LinkEdits;
import io.mlconnector.platform.owner.OwnerGateway;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which target record a source record has; mapping keeps a copy and changes both together. */
@Path("/api/connections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "links")
public class LinksResource {

  private final OwnerGateway gateway;
  private final LinkEdits edits;

  public LinksResource(OwnerGateway gateway, LinkEdits edits) {
    this.gateway = gateway;
    this.edits = edits;
  }

  /**
   * A link as it shall be.
   *
   * @param ref connection|object|connection|entity|key
   * @param key the target record's key; null for none
   */
  public record Wanted(String ref, String key) {}

  @POST
  @Path("/{id}/links")
  @Operation(summary = "Link a record to a target record, or, without a key, unlink it")
  public Response set(@PathParam("id") String id, byte[] body) {
    gateway.known(id);
    Wanted wanted = wanted(body);
    Ref ref = ref(id, wanted.ref());
    String key = wanted.key() == null || wanted.key().isBlank() ? null : wanted.key();
    return gateway.onOwner(
        id,
        body,
        owned -> {
          edits.set(owned, ref, key);
          return new Wanted(ref.toString(), key);
        });
  }

  private static Wanted wanted(byte[] body) {
    try {
      Wanted wanted = CanonicalJson.read(body == null ? new byte[0] : body, Wanted.class);
      if (wanted != null) {
        return wanted;
      }
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("Send {\"ref\": \"…\", \"key\": \"…\"}");
    }
    throw Problem.badRequest("The body is null");
  }

  private static Ref ref(String connection, String text) {
    try {
      Ref ref = Ref.parse(text == null ? "" : text);
      if (!ref.connection().equals(connection)) {
        throw Problem.badRequest("ref: its connection must be " + connection);
      }
      return ref;
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("ref: must be connection|object|connection|entity|key");
    }
  }
}
