package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.Topics;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.sql.Words;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * What people decide about deliveries that stand aside or are held: done by the owner under its
 * fence, in one transaction with its audit entry. Pressed twice, the second time finds nothing.
 */
@ApplicationScoped
public class Interventions {

  /** The most that are touched at once; the rest is left for the next press. */
  public static final int MOST = 1_000;

  /** Rows of {@code gone} into the inbox, in their order. */
  static final String BACK =
      """
      insert into inbox (delivery, connection, ref, object, mode, sequence, ord, tries, risky,
                         approved, parents, body, seen, accepted)
      select g.delivery, g.connection, g.ref, g.object, g.mode, g.sequence, g.ord, g.tries,
             g.risky, %s, g.parents, g.body, g.seen, g.accepted
      from gone g order by g.since, g.sequence collate "C", g.ord
      on conflict (delivery) do nothing
      returning delivery, ref, tries, body
      """;

  private static final String RETRY =
      """
      with gone as (
        delete from parked where connection = ? and delivery = any (?::text[]) and ref is not null
          and kind <> 'UNREADABLE' returning *)
      """
          + BACK.formatted("g.approved");

  private static final String DISMISS =
      """
      delete from parked where connection = ? and delivery = any (?::text[])
      returning delivery, ref, tries, body
      """;

  private static final String APPROVE =
      """
      with gone as (delete from waiting where mass_change = ? returning *)
      """
          + BACK.formatted("true");

  private final Transactions transactions;
  private final Outbox outbox;
  private final Voice voice;

  public Interventions(
      Transactions transactions, Outbox outbox, Audits audits, Topics topics, Clock clock) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.voice = new Voice(audits, topics, clock);
  }

  /**
   * Sends parked deliveries on their way again, in their order.
   *
   * @param recreate whether their links are forgotten first, so that a target record that is gone
   *     is made anew
   * @return how many; those that are no longer parked do not count
   */
  public int retry(Owned owned, List<String> deliveries, boolean recreate, String author) {
    return retry(owned, deliveries, recreate, Edit.NONE, author);
  }

  /**
   * Sends a parked delivery on its way again with other values.
   *
   * @return 1, or 0 where it is no longer parked
   * @throws Problem 422 where the edit does not fit, and nothing was changed
   */
  public int retry(Owned owned, String delivery, boolean recreate, Edit edit, String author) {
    return retry(owned, List.of(delivery), recreate, edit, author);
  }

  private int retry(
      Owned owned, List<String> deliveries, boolean recreate, Edit edit, String author) {
    String what =
        edit.isEmpty()
            ? "Retried"
            : "Retried with other values for " + String.join(", ", edit.values().keySet());
    List<Taken> taken =
        change(
            owned,
            sql -> {
              if (!edit.isEmpty()) {
                change(sql, owned, deliveries.get(0), edit);
              }
              if (recreate) {
                Query.update(
                    sql,
                    "delete from link l using parked p where p.ref = l.ref and p.connection = ?"
                        + " and p.delivery = any (?::text[])",
                    owned.id(),
                    deliveries);
              }
              return Query.list(sql, Taken::read, RETRY, owned.id(), deliveries);
            },
            all -> audited(owned, Step.RETRIED, all, by(what, null, author)));
    return taken.size();
  }

  private static void change(Connection sql, Owned owned, String delivery, Edit edit)
      throws SQLException {
    List<Taken> parked =
        Query.list(
            sql,
            Taken::read,
            "select delivery, ref, tries, body from parked"
                + " where connection = ? and delivery = ? and ref is not null for update",
            owned.id(),
            delivery);
    for (Taken each : parked) {
      if (each.delivery() == null) {
        throw Problem.conflict(
            "Delivery %s cannot be read by this version, so it cannot be changed"
                .formatted(delivery));
      }
      Query.update(
          sql,
          "update parked set body = ? where delivery = ?",
          CanonicalJson.text(edit.applied(each.delivery())),
          delivery);
    }
  }

  /**
   * Gives parked deliveries up; a newer state of their records is delivered as ever.
   *
   * @param reason in the person's words
   * @return how many; those that are no longer parked do not count
   */
  public int dismiss(Owned owned, List<String> deliveries, String reason, String author) {
    List<Taken> taken =
        change(
            owned,
            sql -> {
              List<Taken> gone = Query.list(sql, Taken::read, DISMISS, owned.id(), deliveries);
              remember(sql, gone);
              return gone;
            },
            all -> messages(owned).dismissed(all, by("Dismissed", reason, author)));
    return taken.size();
  }

  /**
   * Lets held deactivations go on.
   *
   * @throws Problem 409 where it was decided before
   */
  public int approve(Owned owned, long massChange, String author) {
    List<Taken> taken =
        change(
            owned,
            sql -> {
              decide(sql, owned, massChange, "APPROVED", author);
              return Query.list(sql, Taken::read, APPROVE, massChange);
            },
            all -> audited(owned, Step.RETRIED, all, by("Approved", null, author)));
    return taken.size();
  }

  /**
   * Gives held deactivations up.
   *
   * @throws Problem 409 where it was decided before
   */
  public int dismiss(Owned owned, long massChange, String reason, String author) {
    List<Taken> taken =
        change(
            owned,
            sql -> {
              decide(sql, owned, massChange, "DISMISSED", author);
              List<Taken> gone =
                  Query.list(
                      sql,
                      Taken::read,
                      "delete from waiting where mass_change = ?"
                          + " returning delivery, ref, tries, body",
                      massChange);
              remember(sql, gone);
              return gone;
            },
            all -> messages(owned).dismissed(all, by("Dismissed", reason, author)));
    return taken.size();
  }

  private static void decide(
      Connection sql, Owned owned, long massChange, String decision, String author)
      throws SQLException {
    int decided =
        Query.update(
            sql,
            "update mass_change set decided = now(), decision = ?, decided_by = ?"
                + " where id = ? and connection = ? and decided is null",
            decision,
            author,
            massChange,
            owned.id());
    if (decided == 0) {
      throw Problem.conflict(
          "Mass change %d of %s is not open: it was decided before, or there is none"
              .formatted(massChange, owned.id()));
    }
  }

  /** A repeat of a dismissed delivery from its topic must not bring it back. */
  private static void remember(Connection sql, List<Taken> gone) throws SQLException {
    Query.update(
        sql,
        "insert into done (delivery) select * from unnest(?::text[]) on conflict do nothing",
        gone.stream().map(Taken::id).toList());
  }

  /** What is told of what was taken. */
  private interface Telling {
    List<Message> of(List<Taken> taken);
  }

  private List<Taken> change(Owned owned, Transactions.Work<List<Taken>> work, Telling telling) {
    List<Taken> all =
        transactions.inTransaction(
            sql -> {
              owned.lease().guard(sql);
              List<Taken> taken = work.run(sql);
              if (!taken.isEmpty()) {
                outbox.add(sql, owned.lease().name(), telling.of(taken));
                InboxSignal.send(sql, List.of(owned.id()));
              }
              return taken;
            });
    outbox.wake(owned.lease().name());
    return all;
  }

  private List<Message> audited(Owned owned, Step step, List<Taken> taken, String words) {
    List<AuditItem> items = taken.stream().map(each -> Messages.item(each, words)).toList();
    Messages messages = messages(owned);
    return messages.event(messages.audit(step, scope(taken), items, words));
  }

  private static String scope(List<Taken> taken) {
    return taken.get(0).ref() == null ? null : taken.get(0).ref().object();
  }

  private Messages messages(Owned owned) {
    return new Messages(owned.id(), voice);
  }

  private static String by(String what, String reason, String author) {
    return what + " by " + author + (reason == null ? "" : ": " + Words.clean(reason));
  }
}
