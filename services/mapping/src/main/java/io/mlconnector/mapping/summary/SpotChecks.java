package io.mlconnector.mapping.summary;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.SupportSummary;
import io.mlconnector.canonical.Ticket;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.adapter.AdapterRefused;
import io.mlconnector.mapping.adapter.AdapterUnreachable;
import io.mlconnector.mapping.adapter.Adapters;
import io.mlconnector.mapping.adapter.SpotChecked;
import io.mlconnector.mapping.delivery.Lane;
import io.mlconnector.mapping.delivery.Mail;
import io.mlconnector.mapping.delivery.MappingMeters;
import io.mlconnector.mapping.summary.SpotCheckTable.Taken;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Compares a few summaries a night with what the helpdesk counts itself. A count that is another
 * one at two looks is audited, and the organization's tickets are read again; the summary itself is
 * counted from them as always, and never set to what a search says.
 */
@ApplicationScoped
public class SpotChecks {

  /** A helpdesk's search may lag by minutes. */
  static final Duration LAG = Duration.ofMinutes(15);

  private static final Log LOG = Log.of(SpotChecks.class);

  private final Transactions transactions;
  private final Adapters adapters;
  private final Outbox outbox;
  private final Audits audits;
  private final MappingMeters meters;
  private final SummaryConfig config;
  private final Clock clock;

  public SpotChecks(
      Transactions transactions,
      Adapters adapters,
      Outbox outbox,
      Audits audits,
      MappingMeters meters,
      SummaryConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.adapters = adapters;
    this.outbox = outbox;
    this.audits = audits;
    this.meters = meters;
    this.config = config;
    this.clock = clock;
  }

  /** One a minute at most, so that a helpdesk hardly notices. */
  @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    try {
      next();
    } catch (DatabaseUnavailable e) {
      LOG.debug("Support summaries are compared later", "cause", e.getMessage());
    }
  }

  /**
   * Compares the summary whose turn it is.
   *
   * @return whether there was one
   */
  public boolean next() {
    Instant now = clock.instant();
    Optional<Taken> taken =
        transactions.inTransaction(
            sql ->
                SpotCheckTable.take(
                    sql,
                    now,
                    NightlySummaries.lastNight(config, now),
                    config.spotChecks(),
                    now.minus(LAG)));
    taken.ifPresent(each -> meters.spotChecks(compare(each, now)));
    return taken.isPresent();
  }

  private String compare(Taken taken, Instant now) {
    RecordKey summary = taken.summary();
    List<String> open = transactions.inTransaction(sql -> SpotCheckTable.open(sql, summary));
    SpotChecked theirs;
    try {
      theirs =
          adapters
              .connection(summary.connection())
              .flatMap(
                  known ->
                      adapters.spotCheck(known, Ticket.ENTITY, summary.key(), open, taken.again()))
              .orElse(null);
    } catch (AdapterUnreachable | AdapterRefused e) {
      LOG.info(
          "A support summary could not be compared",
          "connection",
          summary.connection(),
          "key",
          summary.key(),
          "cause",
          e.getMessage());
      return "unanswered";
    }
    if (theirs == null || theirs.open() == open.size()) {
      return theirs == null ? "uncounted" : "same";
    }
    if (!taken.again()) {
      transactions.run(sql -> SpotCheckTable.doubt(sql, summary, now));
      return "doubted";
    }
    report(summary, open.size(), theirs);
    return "different";
  }

  private void report(RecordKey summary, int ours, SpotChecked theirs) {
    AuditItem item =
        new AuditItem(
            Journey.begin(),
            summary.toString(),
            null,
            null,
            null,
            null,
            null,
            "the helpdesk counts %d tickets that are not solved, we have %d; %d are read again"
                .formatted(theirs.open(), ours, theirs.reread()),
            List.of());
    transactions.run(
        sql -> {
          Mail mail = new Mail(sql, outbox);
          mail.add(
              audits.messages(
                  audits.event(
                      Audits.id(),
                      Step.DATA_GAP,
                      summary.connection(),
                      SupportSummary.ENTITY,
                      1,
                      List.of(item),
                      null)));
          mail.send();
        });
    outbox.wake(Lane.NAME);
  }
}
