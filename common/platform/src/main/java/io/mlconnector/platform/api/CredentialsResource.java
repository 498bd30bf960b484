package io.mlconnector.platform.api;

import com.fasterxml.jackson.core.type.TypeReference;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.access.Needs;
import io.mlconnector.flow.access.Role;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.platform.connection.Connections;
import io.mlconnector.platform.connection.Draft;
import io.mlconnector.platform.connection.StoredConnection;
import io.mlconnector.platform.lapse.LapseView;
import io.mlconnector.platform.lapse.Lapses;
import io.mlconnector.platform.owner.OwnerGateway;
import io.mlconnector.platform.vendor.signin.SignInAges;
import io.mlconnector.platform.vendor.signin.SignInAges.Age;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How old a connection's credentials are; their values never come out. */
@Path("/api/connections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "credentials")
public class CredentialsResource {

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final Lapses lapses;
  private final SignInAges ages;
  private final Connections connections;
  private final OwnerGateway gateway;
  private final Rotations rotations;

  public CredentialsResource(
      Lapses lapses,
      SignInAges ages,
      Connections connections,
      OwnerGateway gateway,
      Rotations rotations) {
    this.lapses = lapses;
    this.ages = ages;
    this.connections = connections;
    this.gateway = gateway;
    this.rotations = rotations;
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

  @POST
  @Path("/{id}/credentials")
  @Needs(Role.ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "Rotate credentials: fields below auth, or such as tls.certificate and tls.key, and their"
              + " new values; stored once a ping with them went well, otherwise 422 and the old"
              + " ones stay")
  public Response rotate(@PathParam("id") String id, byte[] body) {
    StoredConnection before = gateway.known(id);
    Map<String, String> fields;
    try {
      fields = Rotations.given(CanonicalJson.mapper().readValue(body, TEXTS));
    } catch (IOException | NumberFormatException e) {
      throw Problem.badRequest(
          "Send the fields below auth as texts, such as {\"password\": \"…\"}");
    }
    if (fields.isEmpty() || fields.containsKey("mode")) {
      throw Problem.badRequest(
          "Give at least one field below auth, and not the mode: how a connection signs in is"
              + " changed with its document");
    }
    Draft draft = connections.rotated(before, fields);
    Optional<String> rests =
        before.document().enabled()
            ? gateway.cannotStart(id)
            : Optional.of("the connection is paused; ping it once it is resumed");
    return rests.isPresent()
        ? Response.ok(rotations.replace(before, draft, rests.get())).build()
        : gateway.onOwner(id, body, owned -> rotations.rotate(before, draft));
  }
}
