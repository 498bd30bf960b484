package io.mlconnector.platform.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.platform.connection.ConnectionPauses;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.owner.OwnerGateway;
import io.mlconnector.platform.poll.Reread;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.SourceStream;
import io.mlconnector.spi.SpotCheck;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is counted elsewhere, compared with the system's own count. */
@Path("/api/connections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "streams")
public class SpotChecksResource {

  private final OwnerGateway gateway;
  private final Adapter adapter;
  private final Reread reread;
  private final ConnectionPauses pauses;

  public SpotChecksResource(
      OwnerGateway gateway, Adapter adapter, Reread reread, ConnectionPauses pauses) {
    this.pauses = pauses;
    this.gateway = gateway;
    this.adapter = adapter;
    this.reread = reread;
  }

  /**
   * What is believed.
   *
   * @param group the key of what the records belong to, such as an organization
   * @param keys the open records of it, as far as they are known
   * @param reread whether a difference has them read again, with those that the system finds
   */
  record Believed(String group, List<String> keys, boolean reread) {}

  /**
   * What the system says.
   *
   * @param open how many it counts
   * @param reread how many records are read again
   */
  public record Counted(long open, int reread) {}

  @POST
  @Path("/{id}/streams/{stream}/spot-check")
  @Operation(summary = "Compare the open records of a group with the system's own count")
  public Response compare(
      @PathParam("id") String id, @PathParam("stream") String stream, byte[] body) {
    gateway.known(id);
    pauses.refuse(id);
    SpotCheck check = check(stream);
    Believed believed = read(body);
    return gateway.onOwner(id, body, owned -> compare(owned, stream, check, believed));
  }

  private Counted compare(Owned owned, String stream, SpotCheck check, Believed believed) {
    long open = check.open(owned.connection(), believed.group());
    if (open == believed.keys().size() || !believed.reread()) {
      return new Counted(open, 0);
    }
    Set<String> keys = new LinkedHashSet<>(believed.keys());
    keys.addAll(check.keys(owned.connection(), believed.group()));
    reread.reread(owned, stream, List.copyOf(keys), null);
    return new Counted(open, keys.size());
  }

  private SpotCheck check(String stream) {
    return adapter.sources().stream()
        .filter(source -> source.name().equals(stream))
        .findFirst()
        .flatMap(SourceStream::spotCheck)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "%s does not count %s itself".formatted(adapter.system(), stream)));
  }

  private static Believed read(byte[] body) {
    Believed believed;
    try {
      JsonNode node = CanonicalJson.read(body == null ? new byte[0] : body, JsonNode.class);
      believed = CanonicalJson.mapper().convertValue(node, Believed.class);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("The body is no {\"group\": …, \"keys\": […], \"reread\": false}");
    }
    if (believed == null || believed.group() == null || believed.keys() == null) {
      throw Problem.badRequest(
          "group or keys is missing: send {\"group\": …, \"keys\": […], \"reread\": false}");
    }
    return believed;
  }
}
