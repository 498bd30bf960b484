package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * Lines of a journal whose numbers lie in one range, with the journal and the batch that they do
 * not tell themselves. Ranges and not counts cut a journal, so that a line stays in its part when
 * others go.
 *
 * @param header the journal's key in paths
 * @param part from 1 on; lines 1 to {@link #SIZE} are in the first
 * @param currencies of ledgers by their names
 * @param accountNames what natural accounts are called
 */
record PostingPart(
    JsonNode batch,
    JsonNode journal,
    String header,
    int part,
    List<JsonNode> lines,
    Map<String, String> currencies,
    Map<String, String> accountNames) {

  /** Lines in a part: with long texts in many scripts they still fit into an event. */
  static final int SIZE = 500;

  private static final String MARK = "#";

  /** A part's key, taken apart. */
  record Key(String batch, String header, int part) {

    static Key parse(String text) {
      int colon = text.indexOf(':');
      int mark = text.lastIndexOf(MARK);
      return new Key(
          text.substring(0, colon),
          text.substring(colon + 1, mark < 0 ? text.length() : mark),
          mark < 0 ? 1 : Integer.parseInt(text.substring(mark + 1)));
    }

    /** The journal's key, which is that of its first part. */
    String journal() {
      return batch + ":" + header;
    }

    @Override
    public String toString() {
      return part == 1 ? journal() : journal() + MARK + part;
    }
  }

  Key key() {
    return new Key(batch.path(GlPostings.BATCH_KEY).asText(), header, part);
  }

  PostingPart with(Map<String, String> ledgers, Map<String, String> names) {
    return new PostingPart(batch, journal, header, part, lines, ledgers, names);
  }
}
