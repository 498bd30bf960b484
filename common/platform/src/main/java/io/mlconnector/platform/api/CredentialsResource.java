package io.mlconnector.platform.api;

import io.mlconnector.platform.connection.Connections;
import io.mlconnector.platform.lapse.LapseView;
import io.mlconnector.platform.lapse.Lapses;
import io.mlconnector.platform.owner.OwnerGateway;
import io.mlconnector.platform.vendor.signin.SignInAges;
import io.mlconnector.platform.vendor.signin.SignInAges.Age;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How old a connection's credentials are; their values never come out. */
@Path("/api/connections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "credentials")
public class CredentialsResource {

  private final Lapses lapses;
  private final SignInAges ages;
  private final Connections connections;
  private final OwnerGateway gateway;

  public CredentialsResource(
      Lapses lapses, SignInAges ages, Connections connections, OwnerGateway gateway) {
    this.lapses = lapses;
    this.ages = ages;
    this.connections = connections;
    this.gateway = gateway;
  }

  /**
   * How old they are.
   *
   * @param signIn the newest token; without one where every call carries the secret itself
   * @param entered when stored secrets were entered, by field; absent where not known
   */
  public record CredentialsView(Age signIn, Map<String, Instant> entered, List<LapseView> lapses) {}

  @GET
  @Path("/{id}/credentials")
  @Operation(summary = "How old credentials and token are, and what of them ends when; no secret")
  public CredentialsView credentials(@PathParam("id") String id) {
    gateway.known(id);
    return new CredentialsView(
        ages.all().getOrDefault(id, Age.NONE), connections.entered(id), lapses.of(id));
  }
}
