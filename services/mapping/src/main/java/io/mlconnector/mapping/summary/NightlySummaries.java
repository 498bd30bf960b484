package io.mlconnector.mapping.summary;

import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.delivery.Lane;
import io.mlconnector.mapping.delivery.Mail;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Counts every summary again once a day, and after a start, which may have brought other
 * thresholds: tickets grow old, and stop being solved recently, without an event.
 *
 * <p>What is due is told by each row's own time. So a run that is interrupted goes on where it was,
 * and replicas that run together share the rows.
 */
@ApplicationScoped
public class NightlySummaries {

  private static final Log LOG = Log.of(NightlySummaries.class);
  private static final int PAGE = 500;

  private final Transactions transactions;
  private final Summaries summaries;
  private final Outbox outbox;
  private final SummaryConfig config;
  private final Clock clock;
  private final Instant started;
  private final int pageSize;

  @Inject
  public NightlySummaries(
      Transactions transactions,
      Summaries summaries,
      Outbox outbox,
      SummaryConfig config,
      Clock clock) {
    this(transactions, summaries, outbox, config, clock, PAGE);
  }

  NightlySummaries(
      Transactions transactions,
      Summaries summaries,
      Outbox outbox,
      SummaryConfig config,
      Clock clock,
      int pageSize) {
    this.transactions = transactions;
    this.summaries = summaries;
    this.outbox = outbox;
    this.config = config;
    this.clock = clock;
    this.started = clock.instant();
    this.pageSize = pageSize;
  }

  @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    try {
      int published = again();
      if (published > 0) {
        LOG.info("Support summaries were counted again", "published", published);
      }
    } catch (DatabaseUnavailable e) {
      LOG.debug("Support summaries are counted again later", "cause", e.getMessage());
    }
  }

  /**
   * Counts all that is due, page by page, each in a transaction of its own.
   *
   * @return how many changed
   */
  public int again() {
    Instant due = due();
    int published = 0;
    Optional<Integer> page = page(due);
    while (page.isPresent()) {
      published += page.get();
      page = page(due);
    }
    return published;
  }

  private Optional<Integer> page(Instant due) {
    Optional<Integer> published =
        transactions.inTransaction(
            sql -> {
              Optional<Counted> counted = summaries.again(sql, due, pageSize);
              if (counted.isPresent()) {
                Mail mail = new Mail(sql, outbox);
                mail.add(counted.get().messages());
                mail.send();
              }
              return counted.map(Counted::published);
            });
    published.filter(count -> count > 0).ifPresent(count -> outbox.wake(Lane.NAME));
    return published;
  }

  /** The last time at which a night began. */
  static Instant lastNight(SummaryConfig config, Instant time) {
    ZonedDateTime now = time.atZone(config.zone());
    ZonedDateTime today = now.with(config.nightly());
    return (today.isAfter(now) ? today.minusDays(1) : today).toInstant();
  }

  /** The last time at which all had to be counted again. */
  private Instant due() {
    Instant night = lastNight(config, clock.instant());
    return night.isAfter(started) ? night : started;
  }
}
