package io.mlconnector.mapping.erasure;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.flow.audit.KeyedHash;
import io.mlconnector.flow.erasure.Erasure;
import io.mlconnector.flow.erasure.Erasure.Done;
import io.mlconnector.flow.erasure.Erasure.Held;
import io.mlconnector.flow.erasure.Erasure.Lifted;
import io.mlconnector.flow.erasure.Identifiers;
import io.mlconnector.flow.erasure.Suppressions;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.delivery.Lane;
import io.mlconnector.mapping.delivery.Mail;
import io.mlconnector.mapping.delivery.Redelivery;
import io.mlconnector.mapping.route.RouteSet;
import io.mlconnector.mapping.route.Routes;
import io.mlconnector.mapping.summary.Summaries;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Forgets a person in the mapping: snapshots keep nothing but the fact, everything that was derived
 * from them goes, the topics get tombstones, and what comes late is refused, all from one commit
 * on. Asked again, it removes what a step that was under way has left.
 */
@ApplicationScoped
public class Eraser {

  private final Transactions transactions;
  private final Suppressions suppressions;
  private final KeyedHash hash;
  private final Tombstones tombstones;
  private final Routes routes;
  private final Redelivery redelivery;
  private final Summaries summaries;
  private final Outbox outbox;

  public Eraser(
      Transactions transactions,
      Suppressions suppressions,
      KeyedHash hash,
      Tombstones tombstones,
      Routes routes,
      Redelivery redelivery,
      Summaries summaries,
      Outbox outbox) {
    this.transactions = transactions;
    this.suppressions = suppressions;
    this.hash = hash;
    this.tombstones = tombstones;
    this.routes = routes;
    this.redelivery = redelivery;
    this.summaries = summaries;
    this.outbox = outbox;
  }

  /** What is held of them. */
  public Held look(Erasure whom) {
    Erasure checked = whom.checked();
    return new Held(
        transactions.inTransaction(
            sql ->
                Traces.count(
                    sql,
                    checked.records(),
                    PersonTable.refs(sql, checked.records()),
                    checked.mails())));
  }

  /** Forgets them, and keeps them from coming back. */
  public Done erase(String id, Erasure whom) {
    Erasure checked = whom.checked();
    RouteSet known = routes.newest();
    Done done = null;
    while (done == null) {
      RouteSet with = known;
      done = transactions.inTransaction(sql -> erased(sql, id, checked, with));
      known = done == null ? routes.reload() : known;
    }
    outbox.wake(Lane.NAME);
    return done;
  }

  /** Null where the routes are others by now. */
  private Done erased(Connection sql, String id, Erasure whom, RouteSet known) throws SQLException {
    if (!Routes.holds(sql, known)) {
      return null;
    }
    Query.list(sql, row -> null, "select pg_advisory_xact_lock(hashtext('erasure'))");
    suppressions.add(sql, id, whom.identifiers());
    Tombstones.Laid laid = tombstones.lay(sql, whom.keys());
    List<String> refs = PersonTable.refs(sql, whom.records());
    Map<String, Long> went = new TreeMap<>(Traces.remove(sql, whom.records(), refs, whom.mails()));
    if (laid.emptied() > 0) {
      went.put(Traces.SNAPSHOTS, laid.emptied());
    }
    Mail mail = new Mail(sql, outbox);
    mail.add(laid.messages());
    mail.add(summaries.after(sql, laid.erased()));
    redelivery.withoutParents(sql, refs, known, mail);
    mail.send();
    return new Done(went, 0, null);
  }

  /** Lets what an erasure has named come back, with its next change. */
  public Lifted lift(String id) {
    return transactions.inTransaction(
        sql -> {
          Query.list(sql, row -> null, "select pg_advisory_xact_lock(hashtext('erasure'))");
          forgetTheFact(sql, id);
          return new Lifted(suppressions.lift(sql, id));
        });
  }

  /** Else the sequence of the tombstone would keep out what its source says from now on. */
  private void forgetTheFact(Connection sql, String id) throws SQLException {
    List<String> hashes =
        Query.list(
            sql, row -> row.getString(1), "select hash from suppressed where erasure = ?", id);
    List<String> erased =
        Query.list(
            sql, row -> row.getString(1), "select record_key from snapshot where state = 'ERASED'");
    List<String> back =
        erased.stream()
            .filter(key -> hashes.contains(hash.of(Identifiers.ofKey(RecordKey.parse(key)))))
            .toList();
    Query.update(
        sql, "delete from snapshot where record_key = any (?::text[]) and state = 'ERASED'", back);
  }
}
