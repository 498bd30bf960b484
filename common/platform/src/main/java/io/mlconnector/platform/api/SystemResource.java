package io.mlconnector.platform.api;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Needs;
import io.mlconnector.flow.access.Role;
import io.mlconnector.platform.connection.Connections;
import io.mlconnector.platform.connection.SystemProblems;
import io.mlconnector.platform.vendor.Consents;
import io.mlconnector.spi.Adapter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What this service is for. */
@Path("/api/system")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "system")
public class SystemResource {

  private final Adapter adapter;
  private final SystemProblems problems;
  private final Connections connections;
  private final Consents consents;
  private final Caller caller;

  public SystemResource(
      Adapter adapter,
      SystemProblems problems,
      Connections connections,
      Consents consents,
      Caller caller) {
    this.caller = caller;
    this.consents = consents;
    this.adapter = adapter;
    this.problems = problems;
    this.connections = connections;
  }

  /** How many values were sealed anew. */
  public record Reencrypted(int values) {}

  @GET
  @Operation(summary = "What the system needs, gives and takes, and what is wrong right now")
  public SystemView system() {
    // What is wrong with the mounted file may name any connection.
    return SystemView.of(
        adapter, consents.redirectUrl(), caller.scope().isAll() ? problems.all() : List.of());
  }

  @POST
  @Path("/re-encrypt")
  @Needs(Role.ADMIN)
  @Operation(summary = "Encrypt every stored secret with the newest key of the keyset")
  public Reencrypted reencrypt() {
    caller.needsAll();
    return new Reencrypted(connections.reencryptAll());
  }
}
