package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.fusion.api.FusionPage;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Page.Removed;
import io.mlconnector.spi.Page.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Walks from batches to journals to lines until there are enough for a page, and can go on in the
 * middle of a journal: however many lines one has, few are held at a time.
 */
final class JournalWalk {

  /** So many lines, and about as many again, are on a page. */
  private static final int ENOUGH = 500;

  private static final int JOURNALS = 100;

  /**
   * Where in a batch a walk stands.
   *
   * @param header how many of its journals are done
   * @param line how many lines of the next one are done
   * @param part the last part of it that was given; 0 for none
   */
  record At(String batch, int header, int line, int part) {

    static At begin(String batch) {
      return new At(batch, 0, 0, 0);
    }

    static At parse(String text) {
      String[] parts = text.split(",", 4);
      return new At(
          parts[3],
          Integer.parseInt(parts[0]),
          Integer.parseInt(parts[1]),
          Integer.parseInt(parts[2]));
    }

    @Override
    public String toString() {
      return header + "," + line + "," + part + "," + batch;
    }
  }

  final List<PostingPart> parts = new ArrayList<>();
  final List<Unreadable> unreadable = new ArrayList<>();
  final List<Removed> removed = new ArrayList<>();
  private final Journals journals;
  private int lines;

  JournalWalk(Connection connection) {
    journals = new Journals(connection);
  }

  boolean enough() {
    return lines >= ENOUGH || parts.size() >= JOURNALS;
  }

  /** Walks through a batch; returns where it stopped, or null at its end. */
  At through(JsonNode batch, At from) {
    At at = from;
    FusionPage page;
    do {
      page = journals.headers(at.batch(), at.header());
      for (JsonNode header : page.items()) {
        if (enough()) {
          return at;
        }
        at = journal(batch, header, at);
        if (at.line() > 0) {
          return at;
        }
      }
    } while (page.more());
    return null;
  }

  /** Reads a journal's lines; returns the next journal, or a place in this one. */
  private At journal(JsonNode batch, JsonNode header, At from) {
    String key = Below.pathKey(header);
    PostingPart.Key first = new PostingPart.Key(from.batch(), key, 1);
    At at = from;
    Map<Integer, List<JsonNode>> ranges = new TreeMap<>();
    int read = at.line();
    boolean more = true;
    while (more) {
      FusionPage page = journals.lines(at.batch(), key, null, read);
      more = page.more();
      read += page.size();
      for (JsonNode line : page.items()) {
        Integer part = part(line);
        if (part == null) {
          unreadable.add(new Unreadable(first.toString(), "a line has no " + Journals.NUMBER));
          return new At(at.batch(), at.header() + 1, 0, 0);
        }
        ranges.computeIfAbsent(part, any -> new ArrayList<>()).add(line);
      }
      // The last range of a page may go on behind it.
      while (ranges.size() > (more ? 1 : 0)) {
        at = give(batch, header, key, at, ranges);
      }
      if (more && enough()) {
        return at;
      }
    }
    if (at.part() == 0) {
      parts.add(part(batch, header, key, 1, List.of()));
      at = new At(at.batch(), at.header(), at.line(), 1);
    }
    gone(at.batch(), key, at.part() + 1, at.part() + 1);
    return new At(at.batch(), at.header() + 1, 0, 0);
  }

  private At give(
      JsonNode batch, JsonNode header, String key, At at, Map<Integer, List<JsonNode>> ranges) {
    int part = ranges.keySet().iterator().next();
    List<JsonNode> its = ranges.remove(part);
    if (at.part() == 0 && part > 1) {
      // The first part is there even without lines: it has the journal's totals.
      parts.add(part(batch, header, key, 1, List.of()));
    }
    gone(at.batch(), key, Math.max(at.part(), 1) + 1, part - 1);
    parts.add(part(batch, header, key, part, its));
    lines += its.size();
    return new At(at.batch(), at.header(), at.line() + its.size(), part);
  }

  /** Parts without a line, which may have had some. */
  private void gone(String batch, String key, int from, int to) {
    for (int part = from; part <= Math.min(to, from + JOURNALS); part++) {
      removed.add(
          new Removed(new PostingPart.Key(batch, key, part).toString(), "its lines are gone"));
    }
  }

  private static PostingPart part(
      JsonNode batch, JsonNode header, String key, int part, List<JsonNode> lines) {
    return new PostingPart(batch, header, key, part, List.copyOf(lines), Map.of(), Map.of());
  }

  static Integer part(JsonNode line) {
    JsonNode number = line.path(Journals.NUMBER);
    String text = number.asText();
    return number.isContainerNode() || !text.matches("\\d{1,9}")
        ? null
        : (Math.max(1, Integer.parseInt(text)) - 1) / PostingPart.SIZE + 1;
  }
}
