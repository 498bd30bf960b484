package io.mlconnector.platform.poll;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.poll.ParkedReads.Dismissed;
import io.mlconnector.platform.poll.ParkedReads.Which;
import io.mlconnector.platform.sql.Words;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/**
 * Source records that a person gives up: done by the owner under its fence, in one transaction with
 * its audit entry. Such a record comes back by itself once it can be read, or fails for another
 * reason.
 */
@ApplicationScoped
public class ParkedReadDecisions {

  /** The most that are given up at once; the rest is left for the next press. */
  public static final int MOST = 1_000;

  private final Transactions transactions;
  private final ParkedReads parked;
  private final Outbox outbox;
  private final Audits audits;
  private final Clock clock;

  public ParkedReadDecisions(
      Transactions transactions, ParkedReads parked, Outbox outbox, Audits audits, Clock clock) {
    this.transactions = transactions;
    this.parked = parked;
    this.outbox = outbox;
    this.audits = audits;
    this.clock = clock;
  }

  /**
   * Gives records up.
   *
   * @param why in the person's words
   * @return how many; those that are no longer parked do not count
   */
  public int dismiss(Owned owned, String stream, Which which, String why, String author) {
    int done =
        transactions.inTransaction(
            sql -> {
              owned.lease().guard(sql);
              List<Dismissed> dismissed =
                  parked.dismiss(sql, owned.id(), stream, which, MOST, clock.instant());
              if (!dismissed.isEmpty()) {
                String words = "Dismissed by %s: %s".formatted(author, Words.clean(why));
                outbox.add(
                    sql,
                    owned.lease().name(),
                    audits.messages(event(owned.id(), stream, dismissed, words)));
              }
              return dismissed.size();
            });
    outbox.wake(owned.lease().name());
    return done;
  }

  private AuditEvent event(
      String connection, String stream, List<Dismissed> dismissed, String words) {
    List<AuditItem> items =
        dismissed.stream()
            .map(
                each ->
                    new AuditItem(
                        each.journey(),
                        connection + "|" + stream + "|" + each.key(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        words,
                        List.of()))
            .toList();
    return audits.event(Audits.id(), Step.DISMISSED, connection, stream, items.size(), items, null);
  }
}
