package io.mlconnector.platform.connection;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import io.mlconnector.platform.connection.ConnectionDocument.StreamDocument;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what is below {@code streams:}: how often, when not, and from which date on. */
final class StreamsPart {

  private static final List<String> FIELDS =
      List.of("enabled", "every", "cron", "zone", "from", "closed", "reconcile");
  private static final CronParser CRON =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final String OFF = "off";

  private StreamsPart() {}

  /**
   * Reads them.
   *
   * @param begin those of the known ones that need a first date where they are switched on
   */
  static Map<String, StreamDocument> read(
      Fields streams, List<String> known, Collection<String> begin) {
    Map<String, StreamDocument> documents = new LinkedHashMap<>();
    streams.rejectUnknown(known, "stream");
    known.forEach(
        name ->
            streams
                .map(name)
                .ifPresent(
                    fields -> {
                      StreamDocument document = stream(fields);
                      documents.put(name, document);
                      boolean undated = document.wanted() && document.from() == null;
                      if (begin.contains(name) && undated && !fields.has("from")) {
                        fields.problem(
                            "from",
                            "is missing: write the first date to read from, such as 2026-01-31, or"
                                + " now; this stream has no default of everything");
                      }
                    }));
    return documents;
  }

  private static StreamDocument stream(Fields fields) {
    fields.rejectUnknown(FIELDS, "field");
    if (fields.has("every") && fields.has("cron")) {
      fields.problem("cron", "is given beside every: keep one of the two");
    }
    boolean off = fields.text("every").filter(OFF::equals).isPresent();
    Boolean enabled = fields.parse("enabled", SpecValues::flag);
    if (off && Boolean.TRUE.equals(enabled)) {
      fields.problem("every", "is off while enabled is true: keep one of the two");
    }
    List<String> closed = fields.list("closed");
    closed.forEach(window -> check(fields, window));
    return new StreamDocument(
        off ? Boolean.FALSE : enabled,
        off ? null : fields.parse("every", StreamsPart::every),
        fields.parse("cron", StreamsPart::cron),
        fields.parse("zone", Zones::parse),
        fields.parse("from", StreamsPart::from),
        closed,
        fields.parse("reconcile", StreamsPart::reconcile));
  }

  private static String every(String text) {
    if (Durations.parse(text).compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("'%s' is too often: at least 1s".formatted(text));
    }
    return text;
  }

  private static String cron(String text) {
    try {
      CRON.parse(text).validate();
      return text;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is no cron expression of second minute hour day month weekday, such as '0 0 6 ? * MON-FRI' (%s)"
              .formatted(text, e.getMessage()),
          e);
    }
  }

  private static String from(String text) {
    if (text.equals("now")) {
      return text;
    }
    try {
      if (text.contains("T")) {
        Instant.parse(text);
      } else {
        LocalDate.parse(text);
      }
      return text;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is no first date: write 2026-01-31, 2026-01-31T08:00:00Z or now".formatted(text),
          e);
    }
  }

  private static String reconcile(String text) {
    if (!text.equals(OFF)) {
      time(text);
    }
    return text;
  }

  private static void check(Fields fields, String window) {
    String[] ends = window.split("-", -1);
    try {
      if (ends.length != 2) {
        throw new IllegalArgumentException("'%s' is no window".formatted(window));
      }
      if (time(ends[0]).equals(time(ends[1]))) {
        throw new IllegalArgumentException("'%s' begins when it ends".formatted(window));
      }
    } catch (IllegalArgumentException e) {
      fields.problem("closed", e.getMessage() + ": write windows like 22:00-04:00");
    }
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text.strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'%s' is no time of day such as 02:30".formatted(text), e);
    }
  }
}
