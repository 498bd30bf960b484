package io.mlconnector.console.decisions;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.flow.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What people look through: records that are gone, what records lack, and links. */
public final class Lists {

  /** How many rows a page has. */
  public static final int PAGE = 50;

  private Lists() {}

  /**
   * A record that is gone at its source while targets still have it.
   *
   * @param said what its source last said of it, field by field
   * @param version which going it is
   * @param ticked null while nobody ticked it off
   */
  public record Gone(
      String connection,
      String entity,
      String key,
      String name,
      String why,
      Instant since,
      List<Target> targets,
      Map<String, String> said,
      String version,
      Tick ticked) {

    public Gone {
      said = said == null ? Map.of() : said;
    }

    public String record() {
      return new RecordKey(connection, entity, key).toString();
    }

    /** As a form says which entry it is. */
    public Entry entry() {
      return new Entry(record(), "", version);
    }
  }

  /** A record of a target. */
  public record Target(String connection, String object, String key) {}

  /**
   * Something that a source could not give.
   *
   * @param version which gap of the field it is
   * @param ticked null while nobody ticked it off
   */
  public record Gap(
      String connection,
      String entity,
      String key,
      String name,
      String field,
      String reason,
      Instant since,
      String version,
      Tick ticked) {

    public String record() {
      return new RecordKey(connection, entity, key).toString();
    }

    /** As a form says which entry it is. */
    public Entry entry() {
      return new Entry(record(), field, version);
    }
  }

  /** That a person ticked an entry off. */
  public record Tick(String author, Instant at, String reason) {}

  /**
   * Which entry of a list is meant.
   *
   * @param field what is lacking; null or empty for what is gone
   * @param version of the entry that was looked at
   */
  public record Entry(String record, String field, String version) {

    /** A text that {@link #parse} reads. */
    public String text() {
      return "%s %s %s".formatted(version, field, record);
    }

    static Entry parse(String text) {
      String[] parts = text.split(" ", 3);
      if (parts.length < 3) {
        throw Problem.badRequest("entry: is none of this list; tick what it is about");
      }
      return new Entry(parts[2], parts[1], parts[0]);
    }
  }

  /** A message that the mapping could not read, and where it is. */
  public record Unreadable(
      long id,
      String topic,
      int partition,
      long offset,
      String key,
      String reason,
      Instant since,
      Tick ticked) {}

  /** Which target record a source record has; {@code key} is null where it was unlinked. */
  public record Link(
      Ref ref, String key, String origin, Instant changed, String result, String reason) {}

  /** The source record with the target object. */
  public record Ref(String connection, String object, Source source) {

    /** In its text form. */
    public String text() {
      return new io.mlconnector.canonical.delivery.Ref(
              connection, object, new RecordKey(source.connection(), source.entity(), source.key()))
          .toString();
    }
  }

  /** The source record. */
  public record Source(String connection, String entity, String key) {}

  /** Deactivations that wait for a person. */
  public record MassChange(
      String connection,
      long id,
      String object,
      long counted,
      long linked,
      long allowed,
      List<String> samples,
      Instant since) {}
}
