package io.mlconnector.platform.delivery;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.ConnectionPauses;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What waits, stands aside or is under way, for people. */
@Path("/api/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DeliveriesResource {

  private static final int MOST = 500;
  private static final List<String> STATES =
      List.of("inbox", "waiting", "table_staged", "parked", "attempt", "vendor_job", "link");
  private static final List<String> WORDS =
      List.of("queued", "waiting", "gathering", "parked", "in flight", "jobs running", "linked");

  private final Transactions transactions;
  private final ConnectionPauses pauses;
  private final Caller caller;

  public DeliveriesResource(Transactions transactions, ConnectionPauses pauses, Caller caller) {
    this.caller = caller;
    this.transactions = transactions;
    this.pauses = pauses;
  }

  /** How many deliveries of a connection are where. */
  @GET
  @Path("/counts")
  public Map<String, Long> counts(@QueryParam("connection") String connection) {
    needed(connection);
    return transactions.inTransaction(
        sql -> {
          Map<String, Long> counts = new LinkedHashMap<>();
          for (int i = 0; i < STATES.size(); i++) {
            String count = "select count(*) from " + STATES.get(i) + " where connection = ?";
            counts.put(WORDS.get(i), Query.number(sql, count, connection));
          }
          return counts;
        });
  }

  /** How far behind a connection's deliveries are, and what they wait for. */
  @GET
  @Path("/standing")
  @Operation(summary = "How many deliveries are queued since when, and how many wait for what")
  public Standing standing(@QueryParam("connection") String connection) {
    needed(connection);
    return transactions.inTransaction(sql -> Standing.of(sql, connection));
  }

  /**
   * Parked deliveries, oldest first.
   *
   * @param kind the reason's kind, such as REJECTED
   * @param reason the whole reason, as a group has it
   * @param q part of the ref or of the reason
   * @param after the last delivery of the page before
   * @param since when that one was parked, so that the list goes on there though it has gone
   * @param limit 500 at most
   */
  @GET
  @Path("/parked")
  @Operation(summary = "Deliveries that stand aside, with the reason, oldest first")
  public List<Listing.Aside> parked(
      @QueryParam("connection") String connection,
      @QueryParam("object") String object,
      @QueryParam("kind") String kind,
      @QueryParam("reason") String reason,
      @QueryParam("q") String q,
      @QueryParam("after") String after,
      @QueryParam("since") @DefaultValue("") String since,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    needed(connection);
    Listing.Filter filter =
        new Listing.Filter(
            caller.scope(), connection, object, kind, reason, q, after, instant(since));
    return transactions.inTransaction(sql -> Listing.parked(sql, filter, bounded(limit)));
  }

  /**
   * What waits.
   *
   * @param hold why the whole connection waits; null where it does not
   */
  public record Waits(Hold hold, List<Listing.Aside> deliveries) {}

  /**
   * Why a connection's deliveries wait as a whole.
   *
   * @param kind PAUSED, or the kind of the vendor's failure
   * @param until when they go on, or are tried again; null where a person has to resume them
   */
  public record Hold(String kind, String reason, String since, String until) {

    static final String PAUSED = "PAUSED";
  }

  /** The pause that lasts longest. */
  private Optional<Hold> paused(String connection) {
    return pauses.of(connection).stream()
        .max(Comparator.comparing(pause -> pause.until() == null ? Instant.MAX : pause.until()))
        .map(
            pause ->
                new Hold(
                    Hold.PAUSED,
                    pause.words(),
                    pause.since().toString(),
                    pause.until() == null ? null : pause.until().toString()));
  }

  /** Deliveries that wait for a parent, a person or a publish, and why all wait where they do. */
  @GET
  @Path("/waiting")
  @Operation(summary = "Deliveries that wait, for what and since when; and what holds all of them")
  public Waits waiting(
      @QueryParam("connection") String connection,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    needed(connection);
    Optional<Hold> paused = paused(connection);
    return transactions.inTransaction(
        sql -> {
          List<Hold> holds =
              Query.list(
                  sql,
                  row ->
                      new Hold(
                          row.getString(1),
                          row.getString(2),
                          row.getTimestamp(3).toInstant().toString(),
                          row.getTimestamp(4).toInstant().toString()),
                  "select kind, reason, since, until from delivery_hold where connection = ?",
                  connection);
          return new Waits(
              paused.orElse(holds.isEmpty() ? null : holds.get(0)),
              Listing.waiting(
                  sql, caller.scope(), connection, words(paused), after, bounded(limit)));
        });
  }

  /** What stands aside by reason, the most first, 200 reasons at most. */
  @GET
  @Path("/parked/groups")
  @Operation(summary = "Parked deliveries counted by object and reason, each with a sample")
  public List<Groups.Group> parkedGroups(@QueryParam("connection") String connection) {
    needed(connection);
    return transactions.inTransaction(sql -> Groups.parked(sql, caller.scope(), connection));
  }

  /** What waits by what it waits for, the most first. */
  @GET
  @Path("/waiting/groups")
  @Operation(summary = "Waiting deliveries counted by object and kind, each with a sample")
  public List<Groups.Group> waitingGroups(@QueryParam("connection") String connection) {
    needed(connection);
    String paused = words(paused(connection));
    return transactions.inTransaction(
        sql -> Groups.waiting(sql, caller.scope(), connection, paused));
  }

  private static String words(Optional<Hold> hold) {
    return hold.map(Hold::reason).orElse(null);
  }

  /** One delivery that is not at its end. */
  @GET
  @Path("/{delivery}")
  @Operation(summary = "One delivery that is not at its end, with what it wants to write")
  public Listing.Whole one(@PathParam("delivery") String delivery) {
    return transactions.inTransaction(sql -> Listing.one(sql, delivery)).stream()
        .filter(whole -> sees(caller.scope(), whole))
        .findFirst()
        .map(whole -> paused(whole.connection()).map(whole::held).orElse(whole))
        .orElseThrow(() -> unknown(delivery));
  }

  private static String instant(String since) {
    try {
      return since.isBlank() ? "" : Instant.parse(since).toString();
    } catch (DateTimeException e) {
      throw Problem.badRequest("since: must be an instant such as 2026-01-31T08:00:00Z");
    }
  }

  /** Whether the caller sees a delivery: its connection, and that of its record. */
  static boolean sees(Scope scope, Listing.Whole whole) {
    return scope.sees(whole.connection())
        && (scope.isAll() || scope.seesRef(whole.delivery().ref()));
  }

  static Problem unknown(String delivery) {
    return Problem.notFound(
        "Delivery %s is not waiting or parked: it came to its end, or there is none"
            .formatted(delivery));
  }

  private static int bounded(int limit) {
    return Math.max(1, Math.min(limit, MOST));
  }

  /** The connection that a request has to name. */
  static String needed(String connection) {
    if (connection == null || connection.isBlank()) {
      throw Problem.badRequest("connection: is missing; add ?connection=<id>");
    }
    return connection;
  }
}
