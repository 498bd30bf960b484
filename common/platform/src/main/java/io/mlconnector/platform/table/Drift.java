package io.mlconnector.platform.table;

import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the columns of a newer route differ from those that a table has.
 *
 * @param vanished names of columns that are not there any more
 * @param changed names of columns that hold something else now
 * @param added names of columns that came
 * @param keys whether other columns tell one row from another
 * @param looks whether something differs that people only see, such as a caption or the order
 */
public record Drift(
    List<String> vanished, List<String> changed, List<String> added, boolean keys, boolean looks) {

  /** What became of the columns. */
  public static Drift of(TableSpec before, TableSpec after) {
    List<String> vanished = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    for (Column column : before.columns()) {
      Optional<Column> now = named(after, column.name());
      if (now.isEmpty()) {
        vanished.add(column.name());
      } else if (now.get().type() != column.type() || now.get().scale() != column.scale()) {
        changed.add(column.name());
      }
    }
    return new Drift(
        vanished,
        changed,
        after.columns().stream()
            .map(Column::name)
            .filter(name -> named(before, name).isEmpty())
            .toList(),
        !keys(before).equals(keys(after)),
        !before.published().equals(after.published()));
  }

  /** Whether a person has to say that this is meant. */
  public boolean asks() {
    return !vanished.isEmpty() || !changed.isEmpty() || keys;
  }

  /** What differs and what to do, for people. */
  public String words(String object) {
    List<String> parts = new ArrayList<>();
    if (!vanished.isEmpty()) {
      parts.add("columns vanished: " + String.join(", ", vanished));
    }
    if (!changed.isEmpty()) {
      parts.add("columns changed their type: " + String.join(", ", changed));
    }
    if (keys) {
      parts.add("other columns are its key");
    }
    return "The columns of %s changed, %s. Put them back in the route, or accept them with POST …/tables/%s/accept"
        .formatted(object, String.join("; ", parts), TableNames.table(object));
  }

  private static List<String> keys(TableSpec spec) {
    return spec.keys().stream().map(Column::name).toList();
  }

  private static Optional<Column> named(TableSpec spec, String name) {
    return spec.columns().stream().filter(column -> column.name().equals(name)).findFirst();
  }
}
