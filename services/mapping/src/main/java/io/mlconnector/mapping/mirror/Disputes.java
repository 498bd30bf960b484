package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.problem.Problem.FieldError;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.delivery.Deliveries;
import io.mlconnector.mapping.delivery.Lane;
import io.mlconnector.mapping.delivery.Mail;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.MirrorField;
import io.mlconnector.mapping.route.RouteKeeper;
import io.mlconnector.mapping.route.RouteSet;
import io.mlconnector.mapping.route.Routes;
import io.mlconnector.mapping.route.Side;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fields that both sides changed, for the person who decides. */
@ApplicationScoped
public class Disputes {

  private final Transactions transactions;
  private final Routes routes;
  private final Mirrors mirrors;
  private final Deliveries deliveries;
  private final Audits audits;
  private final Outbox outbox;

  public Disputes(
      Transactions transactions,
      Routes routes,
      Mirrors mirrors,
      Deliveries deliveries,
      Audits audits,
      Outbox outbox) {
    this.transactions = transactions;
    this.routes = routes;
    this.mirrors = mirrors;
    this.deliveries = deliveries;
    this.audits = audits;
    this.outbox = outbox;
  }

  /**
   * What one side of a disputed field shows.
   *
   * @param agreed what it showed when both last agreed; absent where they never did
   * @param since when its value was first seen
   */
  public record View(
      String connection, String record, JsonNode value, JsonNode agreed, Instant since) {}

  /** A disputed field. */
  public record Disputed(String field, String policy, Instant since, List<View> sides) {}

  /**
   * A pair of records with disputed fields.
   *
   * @param version the same for the same values; whoever decides names it, so that nothing newer is
   *     decided unseen
   * @param decided fields that a person decided, and that are on their way
   */
  public record Dispute(
      long id, String version, List<String> routes, List<Disputed> fields, List<String> decided) {}

  /**
   * What a person says of a field.
   *
   * @param side the connection whose value counts; null where a value is given
   */
  public record Said(String side, JsonNode value) {}

  /**
   * Disputes in the order of their ids.
   *
   * @param scope pairs that it does not see both sides of are left out
   * @param route either route of the pair; empty for all
   * @param after the last id of the page before
   */
  public List<Dispute> list(Scope scope, String route, long after, int limit) {
    RouteSet known = routes.newest();
    List<String> mirrors = scope.isAll() ? null : seen(known, scope);
    if (!route.isEmpty()) {
      Mirror named = known.named(route).orElseThrow(() -> RouteKeeper.unknown(route)).mirror();
      if (named == null) {
        throw Problem.conflict("Route %s has no mirror, so nothing is disputed".formatted(route));
      }
      mirrors = List.of(named.id());
    }
    List<String> ids = mirrors;
    List<PairRow> rows =
        transactions.inTransaction(sql -> PairTable.disputed(sql, ids, after, limit));
    Map<String, Mirror> byId = new HashMap<>();
    known.mirrors().forEach(each -> byId.put(each.id(), each));
    return rows.stream()
        .filter(row -> byId.containsKey(row.mirror))
        .map(row -> view(byId.get(row.mirror), row))
        .toList();
  }

  private static List<String> seen(RouteSet known, Scope scope) {
    return known.mirrors().stream()
        .filter(
            mirror ->
                scope.sees(
                    mirror.route(Side.LEFT).route().from().connection(),
                    mirror.route(Side.LEFT).route().to().connection()))
        .map(Mirror::id)
        .toList();
  }

  public Dispute one(long id) {
    RouteSet known = routes.newest();
    PairRow row =
        transactions
            .inTransaction(sql -> PairTable.find(sql, id, false))
            .orElseThrow(() -> unknown(id));
    return view(mirror(known, row), row);
  }

  /**
   * Decides fields; what was decided is delivered, and what people change meanwhile is not lost.
   *
   * @param version of what the person saw
   * @throws Problem 404 for an unknown id, 409 where it is decided already or the values changed
   *     since, 422 where a field is not disputed or nothing is said of it
   */
  public Dispute resolve(long id, String version, Map<String, Said> said, String author) {
    if (said == null || said.isEmpty()) {
      throw Problem.badRequest(
          "fields is missing: send {\"version\": \"<as shown>\","
              + " \"fields\": {\"name\": {\"side\": \"<connection>\"}}}");
    }
    if (version == null || version.isBlank()) {
      throw Problem.badRequest(
          "version is missing: send the one that GET /api/conflicts/%d shows".formatted(id));
    }
    for (int attempt = 0; attempt < 5; attempt++) {
      RouteSet known = routes.newest();
      boolean done =
          transactions.inTransaction(sql -> resolved(sql, id, version, said, author, known));
      if (done) {
        outbox.wake(Lane.NAME);
        return one(id);
      }
    }
    throw Problem.unavailable("The routes are being changed; try again", Duration.ofSeconds(2));
  }

  private boolean resolved(
      Connection sql,
      long id,
      String version,
      Map<String, Said> said,
      String author,
      RouteSet known)
      throws SQLException {
    if (!Routes.holds(sql, known)) {
      return false;
    }
    PairRow row = PairTable.find(sql, id, true).orElseThrow(() -> unknown(id));
    Mirror mirror = mirror(known, row);
    current(row, version);
    List<FieldError> errors = new ArrayList<>();
    said.forEach((field, word) -> decide(mirror, row, field, word, errors));
    if (!errors.isEmpty()) {
      throw Problem.invalid("Nothing is decided; correct what is listed", errors);
    }
    Mail mail = new Mail(sql, outbox);
    var next = mirrors.advance(sql, Map.of(row, mirror));
    PairTable.save(sql, List.of(row));
    mail.add(deliveries.send(sql, next, "", null).messages());
    mail.add(
        List.of(
            audits.message(
                audits.event(
                    Audits.id(),
                    Step.RESOLVED,
                    row.ref(Side.LEFT).connection(),
                    mirror.route(Side.LEFT).name(),
                    "%s decided %s of %s and %s"
                        .formatted(
                            author,
                            String.join(", ", said.keySet()),
                            row.ref(Side.LEFT).source(),
                            row.ref(Side.RIGHT).source())))));
    mail.send();
    return true;
  }

  private static void current(PairRow row, String version) {
    if (row.pair.conflicts.isEmpty()) {
      throw Problem.conflict(
          "Nothing of these records is disputed any more: somebody decided, or a side took its"
              + " change back; there is nothing to do");
    }
    List<String> decided = decided(row.pair);
    if (!decided.isEmpty() && row.pair.open != null) {
      throw Problem.conflict(
          "%s is decided already and on its way: look again when it has arrived"
              .formatted(String.join(", ", decided)));
    }
    if (!version.equals(version(row))) {
      throw Problem.conflict(
          "The values changed since you looked: GET /api/conflicts/%d, and decide with the version"
                  .formatted(row.id)
              + " that it shows");
    }
  }

  /** Fields whose decision is being delivered, or still holds by what was read since. */
  private static List<String> decided(Pair pair) {
    return pair.verdicts.entrySet().stream()
        .filter(
            each ->
                (pair.open != null && pair.open.fields().containsKey(each.getKey()))
                    || each.getValue().holds(pair, each.getKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The same for the same values of the same disputed fields. */
  private static String version(PairRow row) {
    StringBuilder text = new StringBuilder();
    for (String field : row.pair.conflicts.keySet()) {
      text.append(field);
      for (Side side : Side.values()) {
        text.append('\n').append(Hash.of(row.pair.side(side).latest(field).newest()));
      }
    }
    return Hash.of(text.toString());
  }

  private static void decide(
      Mirror mirror, PairRow row, String field, Said said, List<FieldError> errors) {
    String at = "fields." + field;
    Side side = null;
    if (!row.pair.conflicts.containsKey(field)) {
      String disputed = String.join(", ", row.pair.conflicts.keySet());
      errors.add(new FieldError(at, "is not disputed; disputed are " + disputed));
      return;
    }
    if (said == null || (said.side() == null) == (said.value() == null)) {
      errors.add(new FieldError(at, "needs either side, a connection, or value"));
      return;
    }
    if (said.side() != null) {
      String left = mirror.connection(Side.LEFT);
      String right = mirror.connection(Side.RIGHT);
      if (!said.side().equals(left) && !said.side().equals(right)) {
        errors.add(new FieldError(at + ".side", "must be %s or %s".formatted(left, right)));
        return;
      }
      side = said.side().equals(left) ? Side.LEFT : Side.RIGHT;
    }
    if (!Merge.decided(row.pair, field, side, said.value())) {
      throw Problem.conflict(
          "A value of %s is on its way: look again when it has arrived".formatted(field));
    }
  }

  private static Dispute view(Mirror mirror, PairRow row) {
    List<Disputed> fields = new ArrayList<>();
    for (MirrorField field : mirror.fields()) {
      Instant since = row.pair.conflicts.get(field.name());
      if (since != null) {
        fields.add(
            new Disputed(
                field.name(),
                field.conflict().toString(),
                since,
                List.of(
                    view(mirror, row, Side.LEFT, field.name()),
                    view(mirror, row, Side.RIGHT, field.name()))));
      }
    }
    return new Dispute(
        row.id,
        version(row),
        List.of(mirror.route(Side.LEFT).name(), mirror.route(Side.RIGHT).name()),
        fields,
        decided(row.pair));
  }

  private static View view(Mirror mirror, PairRow row, Side side, String field) {
    Half half = row.pair.side(side).latest(field);
    Ref ref = row.ref(side);
    return new View(
        mirror.connection(side),
        ref.source().key(),
        half.newest(),
        half.stands(Half.Standing.KNOWN) ? half.agreed() : null,
        half.since());
  }

  private static Mirror mirror(RouteSet known, PairRow row) {
    return known.mirrors().stream()
        .filter(each -> each.id().equals(row.mirror) && row.paired())
        .findFirst()
        .orElseThrow(() -> unknown(row.id));
  }

  static Problem unknown(long id) {
    return Problem.notFound("There is no pair of records with id " + id);
  }
}
