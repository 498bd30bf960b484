package io.mlconnector.platform.poll;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.mlconnector.platform.connection.ConnectionDocument;
import io.mlconnector.platform.connection.ConnectionDocument.StreamDocument;
import io.mlconnector.spi.SourceStream;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * When a stream is polled: after an interval, by cron in a zone, or never; and not in closed
 * windows.
 */
final class StreamSchedule {

  private static final CronParser CRON =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
  private static final LocalTime DEFAULT_RECONCILE = LocalTime.of(2, 30);

  private final boolean enabled;
  private final Duration every;
  private final String everyText;
  private final String cronText;
  private final ExecutionTime cron;
  private final ZoneId zone;
  private final ClosedWindows closed;
  private final LocalTime reconcile;
  private final String from;

  private StreamSchedule(
      StreamDocument stream, ZoneId connectionZone, String everyDefault, boolean optional) {
    StreamDocument doc =
        stream == null ? new StreamDocument(null, null, null, null, null, List.of(), null) : stream;
    zone = doc.zone() != null ? doc.zone() : connectionZone;
    enabled = optional ? doc.wanted() : doc.enabled() == null || doc.enabled();
    cronText = doc.cron();
    cron = cronText == null ? null : ExecutionTime.forCron(CRON.parse(cronText));
    String interval = doc.every() != null ? doc.every() : everyDefault;
    everyText = interval;
    every = cron != null ? null : DurationConverter.parseDuration(interval);
    if (every != null && every.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("every: " + interval + " is shorter than 1s");
    }
    closed = ClosedWindows.parse(doc.closed(), zone);
    reconcile = doc.reconcile() == null ? DEFAULT_RECONCILE : LocalTime.parse(doc.reconcile());
    from = doc.from();
  }

  /**
   * The schedule of one stream.
   *
   * @throws IllegalArgumentException naming what is wrong in the document
   */
  static StreamSchedule of(ConnectionDocument document, String stream, String everyDefault) {
    ZoneId zone = document.timeZone() == null ? ZoneOffset.UTC : document.timeZone();
    return new StreamSchedule(document.streams().get(stream), zone, everyDefault, false);
  }

  /** The same for a stream that may be off by default. */
  static StreamSchedule of(
      ConnectionDocument document, SourceStream<?> stream, String everyDefault) {
    ZoneId zone = document.timeZone() == null ? ZoneOffset.UTC : document.timeZone();
    StreamDocument its = document.streams().get(stream.name());
    return new StreamSchedule(its, zone, everyDefault, stream.optional());
  }

  boolean enabled() {
    return enabled;
  }

  /** When to start next, given when it started last (null for never); empty when it is off. */
  Optional<Instant> next(Instant lastStart, Instant now) {
    if (!enabled) {
      return Optional.empty();
    }
    if (cron == null) {
      Instant due = lastStart == null ? now : lastStart.plus(every);
      return Optional.of(closed.open(due.isBefore(now) ? now : due));
    }
    ZonedDateTime after = (lastStart == null ? now : lastStart).atZone(zone);
    return cron.nextExecution(after)
        .map(ZonedDateTime::toInstant)
        .map(due -> closed.open(due.isBefore(now) ? now : due));
  }

  /** The first instant at or after the wanted one in which something may start. */
  Instant open(Instant wanted) {
    return closed.open(wanted);
  }

  /** Whether the nightly full scan is due, given when the last one was done. */
  boolean reconcileDue(Instant lastScan, Instant now) {
    ZonedDateTime local = now.atZone(zone);
    ZonedDateTime latest = local.toLocalDate().atTime(reconcile).atZone(zone);
    if (latest.isAfter(local)) {
      latest = local.toLocalDate().minusDays(1).atTime(reconcile).atZone(zone);
    }
    return lastScan == null || lastScan.isBefore(latest.toInstant());
  }

  /**
   * Whether a nightly scan that is due is one of those that read everything: on Sundays, and where
   * there was none for a week.
   *
   * @param lastWhole when everything was read last; null for never
   */
  boolean wholeDue(Instant lastWhole, Instant now) {
    boolean sunday = now.atZone(zone).getDayOfWeek() == DayOfWeek.SUNDAY;
    return sunday || lastWhole == null || lastWhole.isBefore(now.minus(Duration.ofDays(7)));
  }

  /**
   * Whether nothing is read that is older than the first poll.
   *
   * @param byDefault whether that is so where no first date is set
   */
  boolean startsNow(boolean byDefault) {
    return from == null ? byDefault : from.equals("now");
  }

  /** The first date: nothing older is read; null for everything. */
  Instant firstDate(Instant now) {
    if (from == null) {
      return null;
    }
    if (from.equals("now")) {
      return now;
    }
    return from.contains("T")
        ? Instant.parse(from)
        : LocalDate.parse(from).atStartOfDay(zone).toInstant();
  }

  /** In words for people. */
  String words() {
    if (!enabled) {
      return "off";
    }
    String when = cron == null ? "every " + everyText : "cron " + cronText + " " + zone;
    return closed.windows().isEmpty() ? when : when + ", closed " + closed.words();
  }
}
