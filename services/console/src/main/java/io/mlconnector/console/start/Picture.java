package io.mlconnector.console.start;

import io.mlconnector.console.routes.RouteView;
import io.mlconnector.console.systems.ConnectionHealth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What is connected to what, as shapes: systems that mostly give on the left, those that mostly
 * take on the right, an arrow for all routes of one direction between two of them.
 *
 * @param boxes connections
 * @param ways arrows
 */
public record Picture(int width, int height, List<Box> boxes, List<Way> ways) {

  private static final int WIDTH = 860;
  private static final int BOX_WIDTH = 250;
  private static final int BOX_HEIGHT = 58;
  private static final int GAP = 26;
  private static final int MARGIN = 14;

  /** A connection. */
  public record Box(
      String id,
      String name,
      String system,
      String environment,
      String tone,
      int x,
      int y,
      int width,
      int height) {}

  /**
   * Routes from one connection to another.
   *
   * @param path of the line, as SVG writes it
   * @param tip of the arrow's head, as SVG writes the points of a polygon
   */
  public record Way(
      String tone, String path, String tip, String words, int labelX, int labelY, String title) {}

  private record Ends(String from, String to) {}

  static Picture of(List<ConnectionHealth> connections, List<RouteView> routes) {
    Map<String, Integer> gives = new TreeMap<>();
    Map<Ends, List<RouteView>> ways = new LinkedHashMap<>();
    for (RouteView route : routes) {
      gives.merge(route.from(), 1, Integer::sum);
      gives.merge(route.to(), -1, Integer::sum);
      ways.computeIfAbsent(new Ends(route.from(), route.to()), any -> new ArrayList<>()).add(route);
    }
    List<ConnectionHealth> left = side(connections, c -> gives.getOrDefault(c.id(), 0) > 0);
    List<ConnectionHealth> right = side(connections, c -> gives.getOrDefault(c.id(), 0) <= 0);
    if (left.isEmpty() && !right.isEmpty()) {
      left = new ArrayList<>(right.subList(0, (right.size() + 1) / 2));
      right = new ArrayList<>(right.subList(left.size(), right.size()));
    }
    int rows = Math.max(1, Math.max(left.size(), right.size()));
    int height = 2 * MARGIN + rows * BOX_HEIGHT + (rows - 1) * GAP;
    Map<String, Box> boxes = new LinkedHashMap<>();
    place(left, MARGIN, height, boxes);
    place(right, WIDTH - MARGIN - BOX_WIDTH, height, boxes);
    List<Way> lines = new ArrayList<>();
    ways.forEach(
        (ends, all) -> {
          Box from = boxes.get(ends.from());
          Box to = boxes.get(ends.to());
          if (from != null && to != null && from != to) {
            lines.add(way(from, to, all, ways.containsKey(new Ends(ends.to(), ends.from()))));
          }
        });
    return new Picture(WIDTH, height, List.copyOf(boxes.values()), lines);
  }

  private static List<ConnectionHealth> side(
      List<ConnectionHealth> connections, Predicate<ConnectionHealth> there) {
    return connections.stream()
        .filter(there)
        .sorted(Comparator.comparing(ConnectionHealth::id))
        .toList();
  }

  private static void place(
      List<ConnectionHealth> side, int x, int height, Map<String, Box> boxes) {
    int all = side.size() * BOX_HEIGHT + Math.max(0, side.size() - 1) * GAP;
    int y = (height - all) / 2;
    for (ConnectionHealth each : side) {
      boxes.put(
          each.id(),
          new Box(
              each.id(),
              shortened(each.name()),
              each.system(),
              each.environment(),
              each.tone(),
              x,
              y,
              BOX_WIDTH,
              BOX_HEIGHT));
      y += BOX_HEIGHT + GAP;
    }
  }

  private static String shortened(String name) {
    return name.length() > 26 ? name.substring(0, 25) + "…" : name;
  }

  private static Way way(Box from, Box to, List<RouteView> routes, boolean bothWays) {
    boolean rightwards = from.x() < to.x();
    boolean sameSide = from.x() == to.x();
    int shift = !bothWays ? 0 : rightwards || sameSide && from.y() < to.y() ? -12 : 12;
    int y1 = from.y() + from.height() / 2 + shift;
    int y2 = to.y() + to.height() / 2 + shift;
    boolean outOnTheRight = sameSide ? from.x() < WIDTH / 2 : rightwards;
    int x1 = outOnTheRight ? from.x() + from.width() : from.x();
    boolean inOnTheRight = sameSide ? outOnTheRight : !rightwards;
    int head = inOnTheRight ? 10 : -10;
    int x2 = inOnTheRight ? to.x() + to.width() : to.x();
    int bend = sameSide ? (outOnTheRight ? 90 : -90) : (x2 - x1) / 2;
    String path =
        "M %d %d C %d %d %d %d %d %d"
            .formatted(x1, y1, x1 + bend, y1, sameSide ? x2 + bend : x2 - bend, y2, x2 + head, y2);
    String tip = "%d,%d %d,%d %d,%d".formatted(x2, y2, x2 + head, y2 - 6, x2 + head, y2 + 6);
    long live = routes.stream().filter(RouteView::delivers).count();
    long written = routes.stream().mapToLong(RouteView::written).sum();
    String tone =
        live == 0
            ? "off"
            : routes.stream().anyMatch(route -> route.tone().equals("busy")) ? "busy" : "good";
    String words =
        "%d of %d live%s"
            .formatted(
                live,
                routes.size(),
                written > 0 ? ", %,d in the last hour".formatted(written) : "");
    return new Way(
        tone,
        path,
        tip,
        words,
        (x1 + x2) / 2 + (sameSide ? bend * 3 / 4 : 0),
        (y1 + y2) / 2 - 6 + (shift > 0 ? 20 : 0),
        "From %s to %s: %s".formatted(from.name(), to.name(), words));
  }
}
