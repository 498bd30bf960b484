package io.mlconnector.console.tables;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the source's newest records add up to, beside what was kept here and read back from the
 * target at the last publish. What has changed since that publish is a difference too, until the
 * next one.
 *
 * @param records how many records have rows
 * @param withheld how many records no rows can be made of; they are parked
 * @param publishedAt when the last publish was added up; null where there was none
 * @param differs whether the source differs from what is kept here; null where nothing is yet
 */
public record Comparison(
    long records,
    long withheld,
    Instant at,
    Instant publishedAt,
    Boolean differs,
    List<Line> lines) {

  private static final String ROWS = "rows";

  /**
   * One sum of one group of rows.
   *
   * @param by the values that the rows have in common
   * @param of the column that is added up, or {@code rows}
   * @param store null where nothing was published yet
   * @param target null where it cannot be read back
   */
  public record Line(String by, String of, String source, String store, String target) {

    /** Whether the source is not what is kept here, or that not what the target holds. */
    public boolean differs() {
      return unlike(source, store) || unlike(store, target);
    }

    private static boolean unlike(String one, String other) {
      return other != null && number(one).compareTo(number(other)) != 0;
    }

    private static BigDecimal number(String text) {
      return text == null ? BigDecimal.ZERO : new BigDecimal(text);
    }
  }

  static Comparison of(SourceTotals source, List<Totals> publishes) {
    Totals last = publishes.isEmpty() ? null : publishes.get(0);
    Map<String, SourceTotals.Group> there = new LinkedHashMap<>();
    source.groups().forEach(group -> there.put(group.words(), group));
    Map<String, Totals.Group> here = new LinkedHashMap<>();
    if (last != null) {
      last.groups().stream()
          .filter(group -> !group.by().isEmpty())
          .forEach(group -> here.put(group.words(), group));
    }
    Set<String> groups = new LinkedHashSet<>(there.keySet());
    groups.addAll(here.keySet());
    List<Line> lines = new ArrayList<>();
    groups.forEach(words -> lines(words, there.get(words), here.get(words), last, lines));
    boolean unlike = lines.stream().anyMatch(Line::differs);
    return new Comparison(
        source.records(),
        source.withheld(),
        source.at(),
        last == null ? null : last.at(),
        last == null ? null : unlike,
        lines);
  }

  private static void lines(
      String words,
      SourceTotals.Group source,
      Totals.Group publish,
      Totals last,
      List<Line> lines) {
    String none = last == null ? null : "0";
    lines.add(
        new Line(
            words,
            ROWS,
            source == null ? "0" : Long.toString(source.rows()),
            publish == null ? none : publish.rows().store(),
            publish == null ? null : publish.rows().target()));
    Set<String> columns = new LinkedHashSet<>();
    if (source != null) {
      columns.addAll(source.sums().keySet());
    }
    if (publish != null) {
      columns.addAll(publish.sums().keySet());
    }
    for (String column : columns) {
      Totals.Pair pair = publish == null ? null : publish.sums().get(column);
      lines.add(
          new Line(
              words,
              column,
              source == null ? "0" : source.sums().getOrDefault(column, "0"),
              pair == null ? none : pair.store(),
              pair == null ? null : pair.target()));
    }
  }
}
