package io.mlconnector.canonical.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a route says of the table that it fills: where it is, what its columns are, and how it is
 * kept up to date.
 *
 * @param name for people, such as {@code AP Invoice Lines}
 * @param project where it lives in the target; its parents before it, separated by slashes
 * @param mode how changed rows reach the target
 * @param columns in their order; at least one of them is part of the key
 * @param totals columns by which control totals are grouped, such as currency and period
 * @param gather for how long rows gather before they are published
 * @param rows how many changed rows are published at once without waiting any longer
 * @param refresh names of workbooks whose extract is refreshed after a publish
 * @param syncedAt whether a column {@code _synced_at} says when a row was last published
 * @param journey whether a column {@code _journey} names the journey that brought a row
 */
public record TableSpec(
    String name,
    String project,
    Mode mode,
    List<Column> columns,
    List<String> totals,
    Duration gather,
    int rows,
    List<String> refresh,
    boolean syncedAt,
    boolean journey) {

  public static final Duration GATHER = Duration.ofMinutes(5);
  public static final int ROWS = 10_000;

  /** When a row was last published; see {@link #syncedAt()}. */
  public static final Column SYNCED_AT =
      new Column("_synced_at", "Synced at", Type.INSTANT, 0, Role.DIMENSION, false);

  /** The journey that brought a row; see {@link #journey()}. */
  public static final Column JOURNEY =
      new Column("_journey", "Journey", Type.TEXT, 0, Role.DIMENSION, false);

  /** How changed rows reach the target. */
  public enum Mode {
    /** Changed rows are written over those of their key; vanished ones are deleted. */
    UPSERT,
    /** New rows are added; where a row changed or vanished, the whole table is written again. */
    APPEND,
    /** The whole table is written each time. */
    REPLACE
  }

  /** What values a column holds. */
  public enum Type {
    TEXT,
    /** 64 bits. */
    INTEGER,
    /** At most 18 digits, of which {@code scale} stand behind the point. */
    DECIMAL,
    BOOLEAN,
    DATE,
    /** With a time zone, to the microsecond. */
    INSTANT
  }

  /** What a column is for in an analysis. */
  public enum Role {
    DIMENSION,
    MEASURE
  }

  /**
   * One column.
   *
   * @param name as in the file, such as {@code invoice_id}
   * @param caption for people
   * @param scale digits behind the point of a DECIMAL; 0 otherwise
   * @param key whether it is part of the row's key; such a column is never empty
   */
  public record Column(String name, String caption, Type type, int scale, Role role, boolean key) {}

  /**
   * Checks what no reader of a document can leave open.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public TableSpec {
    columns = List.copyOf(columns);
    totals = totals == null ? List.of() : List.copyOf(totals);
    refresh = refresh == null ? List.of() : List.copyOf(refresh);
    mode = mode == null ? Mode.UPSERT : mode;
    gather = gather == null ? GATHER : gather;
    rows = rows <= 0 ? ROWS : rows;
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (column.name() == null || column.name().isBlank() || column.type() == null) {
        throw new IllegalArgumentException("A column of " + name + " has no name or no type");
      }
      if (column.name().equals(SYNCED_AT.name()) || column.name().equals(JOURNEY.name())) {
        throw new IllegalArgumentException("No column can be named " + column.name());
      }
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("Two columns are named " + column.name());
      }
    }
    if (columns.stream().noneMatch(Column::key)) {
      throw new IllegalArgumentException("No column of " + name + " is part of its key");
    }
  }

  /** All columns that are published: the route's, then those that say where a row comes from. */
  public List<Column> published() {
    List<Column> all = new ArrayList<>(columns);
    if (syncedAt) {
      all.add(SYNCED_AT);
    }
    if (journey) {
      all.add(JOURNEY);
    }
    return List.copyOf(all);
  }

  /** The columns that tell one row from another, in their order. */
  public List<Column> keys() {
    return columns.stream().filter(Column::key).toList();
  }
}
