package io.mlconnector.console.live;

import io.mlconnector.console.ledger.Counters.Bar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes over time as columns, oldest first.
 *
 * @param title what it shows, for those who do not see it
 * @param most the highest column
 */
public record Chart(
    String title,
    long written,
    long parked,
    long most,
    int width,
    int height,
    List<Column> columns) {

  private static final int WIDTH = 600;
  private static final int HEIGHT = 90;
  private static final int BASE = 76;

  /** One column, in the picture's own units. */
  public record Column(int x, int y, int width, int height, Instant from, long written) {}

  static Chart of(String title, List<Bar> bars) {
    long most = Math.max(1, bars.stream().mapToLong(Bar::written).max().orElse(1));
    double step = (double) WIDTH / Math.max(1, bars.size());
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      if (bar.written() > 0) {
        int height = (int) Math.max(2, (BASE - 14) * bar.written() / most);
        int x = (int) Math.round(i * step);
        int width = (int) Math.max(1, Math.round((i + 1) * step) - x - 1);
        columns.add(new Column(x, BASE - height, width, height, bar.from(), bar.written()));
      }
    }
    return new Chart(
        title,
        bars.stream().mapToLong(Bar::written).sum(),
        bars.stream().mapToLong(Bar::parked).sum(),
        most,
        WIDTH,
        HEIGHT,
        columns);
  }
}
