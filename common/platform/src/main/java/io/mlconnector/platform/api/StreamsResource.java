package io.mlconnector.platform.api;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.problem.Problem.FieldError;
import io.mlconnector.platform.connection.ConnectionPauses;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.owner.OwnerGateway;
import io.mlconnector.platform.poll.BackfillState;
import io.mlconnector.platform.poll.HeldRemovals;
import io.mlconnector.platform.poll.ParkedRead;
import io.mlconnector.platform.poll.ParkedReads.Which;
import io.mlconnector.platform.poll.StreamControl;
import io.mlconnector.platform.poll.StreamState;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.SourceStream;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Source streams of a connection: where they stand, and what people ask of them. */
@Path("/api/connections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "streams")
public class StreamsResource {

  private static final int PARKED_LIMIT = 500;
  private static final int REREAD_LIMIT = 1_000;

  private final OwnerGateway gateway;
  private final StreamControl streams;
  private final Adapter adapter;
  private final ConnectionPauses pauses;

  public StreamsResource(
      OwnerGateway gateway, StreamControl streams, Adapter adapter, ConnectionPauses pauses) {
    this.pauses = pauses;
    this.gateway = gateway;
    this.streams = streams;
    this.adapter = adapter;
  }

  /** Streams, and what waits for a person. */
  public record View(
      List<StreamState> streams,
      List<BackfillState> backfills,
      List<HeldRemovals> held,
      List<ParkedRead> parked) {}

  /** That something was begun. */
  public record Accepted(String stream, String asked) {}

  /** A backfill that was begun. */
  public record BackfillBegun(long id) {}

  /** How many records are read again. */
  public record Retried(int records) {}

  @GET
  @Path("/{id}/streams")
  @Operation(summary = "Where every stream stands, with backfills, parked records, held removals")
  public View streams(@PathParam("id") String id) {
    gateway.known(id);
    return new View(
        streams.streams(id),
        streams.backfills(id),
        streams.held(id),
        streams.parked(id, PARKED_LIMIT));
  }

  @POST
  @Path("/{id}/streams/{stream}/poll")
  @Operation(summary = "Poll as soon as a closed window allows it")
  public Response poll(@PathParam("id") String id, @PathParam("stream") String stream) {
    pauses.refuse(id);
    return begin(id, stream, "poll", owned -> streams.pollNow(owned, stream));
  }

  @POST
  @Path("/{id}/streams/{stream}/reconcile")
  @Operation(summary = "Start a full scan now")
  public Response reconcile(@PathParam("id") String id, @PathParam("stream") String stream) {
    pauses.refuse(id);
    return begin(id, stream, "reconcile", owned -> streams.reconcileNow(owned, stream));
  }

  @POST
  @Path("/{id}/streams/{stream}/backfill")
  @Operation(
      summary = "Read a past window beside the live cursor: from and to, ISO date or instant")
  public Response backfill(
      @PathParam("id") String id,
      @PathParam("stream") String stream,
      @QueryParam("from") String from,
      @QueryParam("to") String to) {
    check(id, stream);
    Instant begin = instant("from", from);
    Instant end = instant("to", to);
    if (begin != null && end != null && !begin.isBefore(end)) {
      throw wrong("from", "must be before to");
    }
    return gateway.onOwner(
        id, null, owned -> new BackfillBegun(streams.backfill(owned, stream, begin, end)));
  }

  @POST
  @Path("/{id}/streams/{stream}/retry")
  @Operation(summary = "Read parked records again: one by key, those of a reason, or all")
  public Response retry(
      @PathParam("id") String id,
      @PathParam("stream") String stream,
      @QueryParam("key") String key,
      @QueryParam("reason") String reason) {
    check(id, stream);
    return gateway.onOwner(
        id, null, owned -> new Retried(streams.retry(owned, stream, new Which(key, reason))));
  }

  /** Records to be read again, by their keys. */
  public record Wanted(List<String> keys) {}

  @POST
  @Path("/{id}/records/{entity}/reread")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Read records again and publish them, also where they are as before")
  public Response readAnew(
      @PathParam("id") String id, @PathParam("entity") String entity, byte[] body) {
    gateway.known(id);
    List<String> keys;
    try {
      keys = CanonicalJson.read(body, Wanted.class).keys();
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("Send {\"keys\": [...]}");
    }
    if (keys == null || keys.isEmpty() || keys.size() > REREAD_LIMIT) {
      throw wrong("keys", "must name 1 to " + REREAD_LIMIT + " records");
    }
    return gateway.onOwner(
        id,
        body,
        owned -> {
          streams.readAnew(owned, entity, keys);
          return new Retried(keys.size());
        });
  }

  @POST
  @Path("/{id}/streams/{stream}/removals/{decision: believe|dismiss}")
  @Operation(summary = "Decide on removals that were too many to be believed unasked")
  public Response decide(
      @PathParam("id") String id,
      @PathParam("stream") String stream,
      @PathParam("decision") String decision) {
    return begin(
        id, stream, decision, owned -> streams.decide(owned, stream, decision.equals("believe")));
  }

  private Response begin(String id, String stream, String asked, Consumer<Owned> operation) {
    check(id, stream);
    return gateway.onOwner(
        id,
        null,
        owned -> {
          operation.accept(owned);
          return new Accepted(stream, asked);
        });
  }

  private void check(String id, String stream) {
    gateway.known(id);
    List<String> known = adapter.sources().stream().map(SourceStream::name).toList();
    if (!known.contains(stream)) {
      throw Problem.notFound(
          "%s has no stream %s; it has %s"
              .formatted(
                  adapter.system(), stream, known.stream().collect(Collectors.joining(", "))));
    }
  }

  private static Instant instant(String field, String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw wrong(field, "write 2026-01-31 or 2026-01-31T08:00:00Z");
    }
  }

  private static Problem wrong(String field, String problem) {
    return Problem.invalid(
        "The request is wrong: " + field + " " + problem, List.of(new FieldError(field, problem)));
  }
}
