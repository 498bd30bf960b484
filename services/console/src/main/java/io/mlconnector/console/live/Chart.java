package io.mlconnector.console.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Something over time as columns, oldest first, each of one part or several on top of each other.
 *
 * @param title what it shows
 * @param now how it is, in words, for those who do not see it as well
 * @param tone of the words: {@code good}, {@code busy}, {@code bad} or empty
 * @param most the highest column, in words
 * @param keys which part has which colour; empty where there is one only
 */
public record Chart(
    String title,
    String now,
    String tone,
    String most,
    int width,
    int height,
    List<Column> columns,
    List<Key> keys) {

  private static final int WIDTH = 600;
  private static final int HEIGHT = 90;
  private static final int BASE = 76;
  private static final int TOP = 14;
  private static final int COLOURS = 6;

  /** One part of a column, in the picture's own units; {@code words} for who points at it. */
  public record Column(int x, int y, int width, int height, String tone, String words) {}

  /** A colour and what it stands for. */
  public record Key(String tone, String words) {}

  /**
   * A chart.
   *
   * @param pieces the parts of each column by their names
   * @param words a number in words
   */
  static Chart of(
      String title,
      String now,
      String tone,
      List<Map<String, Long>> pieces,
      LongFunction<String> words) {
    Map<String, String> colours = new TreeMap<>();
    pieces.forEach(piece -> piece.keySet().forEach(part -> colours.put(part, "")));
    int n = 0;
    for (Map.Entry<String, String> colour : colours.entrySet()) {
      colour.setValue("c" + Math.min(n++, COLOURS - 1));
    }
    Function<Map<String, Long>, Long> sum =
        piece -> piece.values().stream().mapToLong(Long::longValue).sum();
    long most = Math.max(1, pieces.stream().mapToLong(sum::apply).max().orElse(1));
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      columns(i, pieces.size(), most, pieces.get(i), colours, words, columns);
    }
    List<Key> keys = new ArrayList<>();
    if (colours.size() > 1 || !colours.containsKey("")) {
      colours.forEach((part, colour) -> keys.add(new Key(colour, part)));
    }
    String highest = columns.isEmpty() ? "" : words.apply(most);
    return new Chart(title, now, tone, highest, WIDTH, HEIGHT, columns, keys);
  }

  private static void columns(
      int n,
      int all,
      long most,
      Map<String, Long> piece,
      Map<String, String> colours,
      LongFunction<String> words,
      List<Column> into) {
    double step = (double) WIDTH / all;
    int x = (int) Math.round(n * step);
    int width = (int) Math.max(1, Math.round((n + 1) * step) - x - 1);
    double below = 0;
    for (Map.Entry<String, Long> part : piece.entrySet()) {
      if (part.getValue() > 0) {
        double height = Math.max(2, (double) (BASE - TOP) * part.getValue() / most);
        int y = (int) Math.round(BASE - below - height);
        into.add(
            new Column(
                x,
                y,
                width,
                (int) Math.round(BASE - below) - y,
                colours.get(part.getKey()),
                (part.getKey().isEmpty() ? "" : part.getKey() + ": ")
                    + words.apply(part.getValue())));
        below += height;
      }
    }
  }

  /** A number with its thousands apart. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
