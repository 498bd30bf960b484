package io.mlconnector.platform.api;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Needs;
import io.mlconnector.flow.access.Role;
import io.mlconnector.platform.connection.Reencryption;
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
  private final Reencryption reencryption;
  private final Consents consents;
  private final Caller caller;

  public SystemResource(
      Adapter adapter,
      SystemProblems problems,
      Reencryption reencryption,
      Consents consents,
      Caller caller) {
    this.caller = caller;
    this.consents = consents;
    this.adapter = adapter;
    this.problems = problems;
    this.reencryption = reencryption;
  }

  /** How many values are still sealed with an earlier key. */
  public record EarlierKeys(long left) {}

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
  @Operation(
      summary = "Encrypt with the newest key every stored secret that an earlier one encrypted",
      description =
          "May be repeated, and goes on where it stopped. Once nothing is left, earlier keys can be"
              + " dropped from the keyset.")
  public Reencryption.Result reencrypt() {
    caller.needsAll();
    return reencryption.all();
  }

  @GET
  @Path("/re-encrypt")
  @Needs(Role.ADMIN)
  @Operation(summary = "How many stored secrets an earlier key of the keyset encrypted")
  public EarlierKeys earlierKeys() {
    caller.needsAll();
    return new EarlierKeys(reencryption.left());
  }
}
