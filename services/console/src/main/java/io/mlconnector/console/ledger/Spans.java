package io.mlconnector.console.ledger;

import io.mlconnector.console.ConsoleConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the ledger's time into spans, newest first. A statement over all of its 400 days would lock
 * each with each of its indexes, and PostgreSQL has room for two such statements at once with its
 * own settings; so questions walk back span by span until they have enough.
 */
@ApplicationScoped
public class Spans {

  /** Most questions are about the last week. */
  private static final Duration FIRST = Duration.ofDays(8);

  private static final Duration EACH = Duration.ofDays(56);

  private final ConsoleConfig config;
  private final Clock clock;

  public Spans(ConsoleConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /** From a time on, until before another. */
  public record Span(Instant from, Instant until) {

    /** As literals, so that days outside are left out before anything is locked. */
    public String condition() {
      return "at >= '%s' and at < '%s'".formatted(from, until);
    }
  }

  /**
   * All spans in which there may be entries, the newest first.
   *
   * @param from nothing before this; null for the oldest that is kept
   * @param until nothing at or after this; null for the newest, also of a clock that is ahead
   */
  public List<Span> back(Instant from, Instant until) {
    Instant now = clock.instant();
    Instant kept =
        now.minus(config.retention()).truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);
    Instant oldest = from == null || from.isBefore(kept) ? kept : from;
    Instant end = until == null ? now.plus(2, ChronoUnit.DAYS) : until;
    Instant newest = end.isBefore(now) ? end : now;
    List<Span> spans = new ArrayList<>();
    Instant begin = newest.minus(FIRST);
    while (begin.isAfter(oldest)) {
      spans.add(new Span(begin, end));
      end = begin;
      begin = begin.minus(EACH);
    }
    if (oldest.isBefore(end)) {
      spans.add(new Span(oldest, end));
    }
    return spans;
  }
}
