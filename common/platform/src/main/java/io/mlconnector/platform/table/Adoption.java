package io.mlconnector.platform.table;

import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a table that somebody else made can become ours: everything that it has stays, with the
 * type that it has, so that no workbook on it breaks. Columns that it lacks are added.
 */
public record Adoption(List<Line> columns) {

  /**
   * One column.
   *
   * @param here its type in the route; null where the route has none of that name
   * @param there its type in the target; null where it is not there
   * @param difference in words; null where there is none
   * @param fits whether it can be adopted so
   */
  public record Line(String name, String here, String there, String difference, boolean fits) {}

  /** Compares a route's columns with those of the target. */
  public static Adoption of(TableSpec spec, List<Column> there) {
    List<Line> lines = new ArrayList<>();
    for (Column column : spec.published()) {
      Optional<Column> other = named(there, column.name());
      lines.add(
          other.isEmpty()
              ? new Line(column.name(), type(column), null, "would be added", true)
              : compared(column, other.get()));
    }
    there.stream()
        .filter(column -> named(spec.published(), column.name()).isEmpty())
        .map(
            column ->
                new Line(
                    column.name(),
                    null,
                    type(column),
                    "would be lost; add it to the route, or rename the table",
                    false))
        .forEach(lines::add);
    return new Adoption(List.copyOf(lines));
  }

  private static Line compared(Column here, Column there) {
    boolean same = here.type() == there.type();
    boolean narrower = same && here.type() == Type.DECIMAL && here.scale() < there.scale();
    String difference = null;
    if (!same) {
      difference = "would change its type";
    } else if (narrower) {
      difference = "would lose digits behind the point";
    }
    return new Line(here.name(), type(here), type(there), difference, difference == null);
  }

  public boolean fits() {
    return columns.stream().allMatch(Line::fits);
  }

  /** What keeps it from being adopted, for people; empty where nothing does. */
  public List<String> problems() {
    return columns.stream()
        .filter(line -> !line.fits())
        .map(line -> "%s: %s".formatted(line.name(), line.difference()))
        .toList();
  }

  private static String type(Column column) {
    return column.type() == Type.DECIMAL
        ? "DECIMAL(%d)".formatted(column.scale())
        : column.type().name();
  }

  private static Optional<Column> named(List<Column> columns, String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }
}
