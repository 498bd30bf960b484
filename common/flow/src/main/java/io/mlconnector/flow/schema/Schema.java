package io.mlconnector.flow.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/** Compares the tables that there are with those that this release of the service knows. */
final class Schema {

  /** What was found. */
  enum State {
    FITS,
    /** Migrations are still to be done. */
    OLDER,
    /** A later release has migrated it. */
    NEWER,
    /** A migration failed half-way. */
    BROKEN,
    /** The database does not answer. */
    UNKNOWN
  }

  /**
   * What was found, with a sentence for people.
   *
   * @param sentence null where it fits
   */
  record Finding(State state, String sentence) {}

  private final Flyway flyway;

  Schema(Flyway flyway) {
    this.flyway = flyway;
  }

  Finding look() {
    MigrationInfoService info;
    try {
      info = flyway.info();
      return found(info);
    } catch (FlywayException e) {
      return new Finding(
          State.UNKNOWN, "The database does not tell which migrations were done: " + first(e));
    }
  }

  private static Finding found(MigrationInfoService info) {
    Optional<MigrationInfo> failed =
        Arrays.stream(info.all()).filter(one -> one.getState().isFailed()).findFirst();
    if (failed.isPresent()) {
      return new Finding(
          State.BROKEN,
          "Migration %s failed half-way: look at the log of whoever migrates, and restore the database from before"
              .formatted(name(failed.get())));
    }
    List<String> unknown =
        Arrays.stream(info.applied())
            .filter(one -> one.getVersion() != null && !one.getState().isResolved())
            .map(Schema::name)
            .toList();
    if (!unknown.isEmpty()) {
      return new Finding(
          State.NEWER,
          "The database was migrated by a later release (%s): deploy that release again, or restore the database from before"
              .formatted(String.join(", ", unknown)));
    }
    List<String> pending = Arrays.stream(info.pending()).map(Schema::name).toList();
    if (!pending.isEmpty()) {
      return new Finding(
          State.OLDER,
          "The database still needs %s, which the migration job of this release makes"
              .formatted(String.join(", ", pending)));
    }
    return new Finding(State.FITS, null);
  }

  private static String name(MigrationInfo one) {
    return "V%s %s".formatted(one.getVersion(), one.getDescription());
  }

  private static String first(FlywayException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage().lines().findFirst().orElse("");
  }
}
