package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.flow.erasure.Identifiers;
import io.mlconnector.flow.erasure.Suppressions;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Makes messages durable here, each delivery once, so that their offsets may be committed. What
 * cannot be read or has no connection here is parked, never skipped.
 */
final class Accept {

  private static final String INSERT =
      """
      insert into inbox (delivery, connection, ref, object, mode, sequence, ord, risky, parents,
                         body, seen)
      select a.delivery, a.connection, a.ref, a.object, a.mode, a.sequence, a.ord, a.risky,
             array(select json_array_elements_text(a.parents::json)), a.body, a.seen
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                  ?::boolean[], ?::text[], ?::text[], ?::timestamptz[]) with ordinality
           as a(delivery, connection, ref, object, mode, sequence, ord, risky, parents, body, seen,
                place)
      where not exists (select 1 from inbox i where i.delivery = a.delivery)
        and not exists (select 1 from waiting w where w.delivery = a.delivery)
        and not exists (select 1 from parked p where p.delivery = a.delivery)
        and not exists (select 1 from table_staged s where s.delivery = a.delivery)
        and not exists (select 1 from done d where d.delivery = a.delivery)
      order by a.place
      on conflict (delivery) do nothing
      returning connection
      """;

  private static final String PARK =
      """
      insert into parked (delivery, connection, ref, object, mode, sequence, ord, tries, risky,
                          approved, parents, body, seen, accepted, kind, reason)
      select a.delivery, a.connection, a.ref, a.object, a.mode, a.sequence, a.ord, 1,
             coalesce(a.risky, false), false, array(select json_array_elements_text(a.parents::json)), a.body, a.seen,
             now(), a.kind, a.reason
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                  ?::boolean[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])
           as a(delivery, connection, ref, object, mode, sequence, ord, risky, parents, body, seen,
                kind, reason)
      where not exists (select 1 from done d where d.delivery = a.delivery)
      on conflict (delivery) do nothing
      returning delivery, connection, ref, tries - 1 as tries, body, reason
      """;

  private final Transactions transactions;
  private final Predicate<String> known;
  private final Outbox outbox;
  private final Voice voice;
  private final Suppressions suppressions;

  /**
   * Accepts deliveries.
   *
   * @param known whether there is a connection of that id
   */
  Accept(
      Transactions transactions,
      Predicate<String> known,
      Outbox outbox,
      Voice voice,
      Suppressions suppressions) {
    this.transactions = transactions;
    this.known = known;
    this.outbox = outbox;
    this.voice = voice;
    this.suppressions = suppressions;
  }

  /**
   * What became of a batch.
   *
   * @param suppressed how many are of erased persons, and were not taken
   */
  record Accepted(Set<String> connections, int stored, int repeated, int parked, int suppressed) {}

  /**
   * Stores a batch in one transaction.
   *
   * @throws io.mlconnector.flow.sql.DatabaseUnavailable where nothing is known to be stored
   */
  Accepted accept(List<Arrival> arrivals) {
    Map<String, Boolean> here = new HashMap<>();
    for (Arrival arrival : arrivals) {
      if (arrival instanceof Arrival.Readable delivery) {
        here.computeIfAbsent(delivery.delivery().ref().connection(), known::test);
      }
    }
    Accepted accepted = transactions.inTransaction(sql -> store(sql, arrivals, here));
    if (accepted.parked() + accepted.suppressed() > 0) {
      outbox.wake(Accepting.LANE);
    }
    return accepted;
  }

  private Accepted store(Connection sql, List<Arrival> arrivals, Map<String, Boolean> here)
      throws SQLException {
    // Whoever erases a person takes it, too: a delivery comes before that and goes, or is refused.
    InboxLock.take(sql);
    Set<Arrival> erased = suppressions.among(sql, arrivals, Accept::identifiers);
    List<Arrival.Readable> readable = new ArrayList<>();
    Columns parked = new Columns();
    for (Arrival arrival : arrivals) {
      if (arrival instanceof Arrival.Unreadable unreadable) {
        parked.addUnreadable(unreadable);
      } else if (arrival instanceof Arrival.Readable delivery && !erased.contains(arrival)) {
        String connection = delivery.delivery().ref().connection();
        if (here.get(connection)) {
          readable.add(delivery);
        } else {
          parked.add(delivery);
          parked.why(
              ParkedKind.UNKNOWN_CONNECTION,
              "There is no connection %s here: register it, then retry".formatted(connection));
        }
      }
    }
    suppressed(sql, erased);
    return store(sql, readable, parked, erased.size());
  }

  private static List<String> identifiers(Arrival arrival) {
    return arrival instanceof Arrival.Readable readable
        ? List.of(Identifiers.ofKey(readable.delivery().ref().source()))
        : List.of();
  }

  /** Told as numbers: nobody learns from here whose they were. */
  private void suppressed(Connection sql, Set<Arrival> erased) throws SQLException {
    Map<String, Integer> counts = new TreeMap<>();
    for (Arrival arrival : erased) {
      counts.merge(((Arrival.Readable) arrival).delivery().ref().connection(), 1, Integer::sum);
    }
    List<Message> messages = new ArrayList<>();
    counts.forEach(
        (connection, count) ->
            messages.addAll(voice.messages(voice.count(Step.SUPPRESSED, connection, count))));
    if (!messages.isEmpty()) {
      outbox.add(sql, Accepting.LANE, messages);
    }
  }

  private Accepted store(
      Connection sql, List<Arrival.Readable> readable, Columns parked, int suppressed)
      throws SQLException {
    Query.pin(sql);
    Set<String> connections = new TreeSet<>();
    int stored = 0;
    if (!readable.isEmpty()) {
      Columns columns = new Columns();
      readable.forEach(columns::add);
      List<String> inserted =
          Query.list(sql, row -> row.getString(1), INSERT, columns.arguments().toArray());
      stored = inserted.size();
      connections.addAll(inserted);
    }
    int held = parked.isEmpty() ? 0 : park(sql, parked);
    InboxSignal.send(sql, connections);
    return new Accepted(connections, stored, readable.size() - stored, held, suppressed);
  }

  private int park(Connection sql, Columns parked) throws SQLException {
    record Row(String connection, Taken taken, String reason) {}
    List<Row> rows =
        Query.list(
            sql,
            row -> new Row(row.getString("connection"), Taken.read(row), row.getString("reason")),
            PARK,
            parked.allArguments().toArray());
    List<Message> messages = new ArrayList<>();
    rows.forEach(
        row -> messages.addAll(new Messages(row.connection, voice).parked(row.taken, row.reason)));
    if (!messages.isEmpty()) {
      outbox.add(sql, Accepting.LANE, messages);
    }
    return rows.size();
  }

  /** The rows of one statement, column by column. */
  private static final class Columns {
    private final List<String> deliveries = new ArrayList<>();
    private final List<String> connections = new ArrayList<>();
    private final List<String> refs = new ArrayList<>();
    private final List<String> objects = new ArrayList<>();
    private final List<String> modes = new ArrayList<>();
    private final List<String> sequences = new ArrayList<>();
    private final List<Long> orders = new ArrayList<>();
    private final List<Boolean> risky = new ArrayList<>();
    private final List<String> parents = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<OffsetDateTime> seen = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();

    boolean isEmpty() {
      return deliveries.isEmpty();
    }

    void add(Arrival.Readable arrival) {
      var delivery = arrival.delivery();
      deliveries.add(delivery.id());
      connections.add(delivery.ref().connection());
      refs.add(delivery.ref().toString());
      objects.add(delivery.ref().object());
      modes.add(delivery.mode().name());
      sequences.add(delivery.sequence().toString());
      orders.add(delivery.order());
      risky.add(arrival.risky());
      parents.add(CanonicalJson.text(arrival.parents()));
      bodies.add(arrival.body());
      seen.add(time(delivery.seen()));
    }

    void addUnreadable(Arrival.Unreadable arrival) {
      deliveries.add(arrival.id());
      connections.add(null);
      refs.add(null);
      objects.add(null);
      modes.add(null);
      sequences.add(null);
      orders.add(null);
      risky.add(null);
      parents.add("[]");
      bodies.add(arrival.body());
      seen.add(null);
      why(ParkedKind.UNREADABLE, arrival.reason());
    }

    void why(ParkedKind kind, String reason) {
      kinds.add(kind.name());
      reasons.add(reason);
    }

    List<Object> arguments() {
      return new ArrayList<>(
          Arrays.asList(
              deliveries,
              connections,
              refs,
              objects,
              modes,
              sequences,
              orders,
              risky,
              parents,
              bodies,
              seen));
    }

    List<Object> allArguments() {
      List<Object> all = arguments();
      all.add(kinds);
      all.add(reasons);
      return all;
    }

    private static OffsetDateTime time(Instant instant) {
      return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
  }
}
