package io.mlconnector.console.decisions;

import io.mlconnector.canonical.RecordKey;
import java.time.Instant;
import java.util.List;

/** What people look through: records that are gone, what records lack, and links. */
public final class Lists {

  /** How many rows a page has. */
  public static final int PAGE = 50;

  private Lists() {}

  /** A record that is gone at its source while targets still have it. */
  public record Gone(
      String connection,
      String entity,
      String key,
      String name,
      String why,
      Instant since,
      List<Target> targets) {

    public String record() {
      return new RecordKey(connection, entity, key).toString();
    }
  }

  /** A record of a target. */
  public record Target(String connection, String object, String key) {}

  /** Something that a source could not give. */
  public record Gap(
      String connection,
      String entity,
      String key,
      String name,
      String field,
      String reason,
      Instant since) {

    public String record() {
      return new RecordKey(connection, entity, key).toString();
    }
  }

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
