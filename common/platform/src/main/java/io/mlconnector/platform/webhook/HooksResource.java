package io.mlconnector.platform.webhook;

import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.Webhook.Call;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Where vendors call us; the only place besides consents and health that is open to strangers. A
 * body is read before any thread waits for it, so that senders who trickle keep nobody from work.
 */
@NonBlocking
@Path("/hooks/{system}/{connection}/{hook}")
@Consumes(MediaType.WILDCARD)
@Tag(name = "hooks")
public class HooksResource {

  private static final Log LOG = Log.of(HooksResource.class);
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final Adapter adapter;
  private final Reception reception;
  private final Patience patience;
  private final int maxBody;

  public HooksResource(
      Adapter adapter, Reception reception, Patience patience, WebhookConfig config) {
    this.adapter = adapter;
    this.reception = reception;
    this.patience = patience;
    this.maxBody = Math.toIntExact(config.maxBody().asLongValue());
  }

  @POST
  @Operation(summary = "A vendor's call: checked over the raw bytes, stored, answered at once")
  public Uni<Response> call(
      @PathParam("system") String system,
      @PathParam("connection") String connection,
      @PathParam("hook") String hook,
      @Context HttpHeaders headers,
      @Context UriInfo address,
      byte[] body) {
    return call(system, connection, hook, "", headers, address, body);
  }

  @POST
  @Path("/{rest}")
  @Operation(summary = "The same, at an address that nobody guesses")
  public Uni<Response> call(
      @PathParam("system") String system,
      @PathParam("connection") String connection,
      @PathParam("hook") String hook,
      @PathParam("rest") String rest,
      @Context HttpHeaders headers,
      @Context UriInfo address,
      byte[] body) {
    Call call = call(headers, address, rest, body == null ? new byte[0] : body);
    return Uni.createFrom()
        .item(() -> answer(system, connection, hook, call))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private Response answer(String system, String connection, String hook, Call call) {
    if (!system.equals(adapter.system())) {
      throw unknown();
    }
    boolean patient = patience.only(hook);
    if (call.body().length > maxBody) {
      reception.turnedAway("too_large");
      throw patient
          ? later()
          : Problem.of(413, "The call is larger than %d bytes".formatted(maxBody));
    }
    return switch (received(connection, hook, call)) {
      case ACCEPTED, REPEATED -> Response.ok().build();
      case REFUSED, UNREADABLE -> {
        if (patient) {
          throw later();
        }
        yield Response.status(Response.Status.UNAUTHORIZED).build();
      }
      case UNKNOWN -> throw patient ? later() : unknown();
      case NOT_READY -> throw later();
    };
  }

  private static Problem later() {
    return Problem.unavailable("Not ready; send it again", AGAIN);
  }

  /** A sender may take any other error for final, and the call would be lost. */
  private Reception.Answer received(String connection, String hook, Call call) {
    try {
      return reception.receive(connection, hook, call);
    } catch (DatabaseUnavailable e) {
      reception.turnedAway("not_stored");
      throw later();
    } catch (RuntimeException e) {
      LOG.error(e, "Webhook call could not be stored", "connection", connection, "hook", hook);
      reception.turnedAway("not_stored");
      throw later();
    }
  }

  private static Call call(HttpHeaders headers, UriInfo address, String rest, byte[] body) {
    return new Call(
        plain(headers.getRequestHeaders(), name -> name.toLowerCase(Locale.ROOT)),
        plain(address.getQueryParameters(), name -> name),
        rest,
        body);
  }

  private static Map<String, String> plain(
      MultivaluedMap<String, String> values, UnaryOperator<String> named) {
    Map<String, String> plain = new HashMap<>();
    values.forEach((name, each) -> plain.put(named.apply(name), String.join(",", each)));
    return plain;
  }

  private static Problem unknown() {
    return Problem.notFound("There is nothing at this address");
  }
}
