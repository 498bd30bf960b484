package io.mlconnector.tableau.file;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of comma-separated values as Tableau and hyperd write them: a value in quotation marks may
 * hold commas, line ends and doubled quotation marks, and an empty one is an empty text; nothing
 * between two commas is no value at all.
 */
final class Csv {

  private static final int END = -1;

  /** Characters of all values of a line together. */
  private static final int LONGEST_LINE = 8 << 20;

  private final Reader in;
  private int next;
  private int left;

  /**
   * @param in buffered; closed by whoever opened it
   */
  Csv(Reader in) throws IOException {
    this.in = in;
    this.next = in.read();
  }

  /** The next line, null for each missing value; null after the last one. */
  List<String> line() throws IOException {
    if (next == END) {
      return null;
    }
    left = LONGEST_LINE;
    List<String> values = new ArrayList<>();
    while (true) {
      values.add(value());
      if (next == ',') {
        charge();
        next = in.read();
      } else {
        endOfLine();
        return values;
      }
    }
  }

  private String value() throws IOException {
    if (next == '"') {
      return quoted();
    }
    StringBuilder text = new StringBuilder();
    while (next != ',' && next != '\r' && next != '\n' && next != END) {
      append(text);
      next = in.read();
    }
    return text.isEmpty() ? null : text.toString();
  }

  private String quoted() throws IOException {
    StringBuilder text = new StringBuilder();
    while (true) {
      next = in.read();
      if (next == END) {
        throw new IOException("A quoted value has no end");
      }
      if (next == '"') {
        next = in.read();
        if (next != '"') {
          return text.toString();
        }
      }
      append(text);
    }
  }

  private void append(StringBuilder text) throws IOException {
    charge();
    text.append((char) next);
  }

  private void charge() throws IOException {
    left--;
    if (left < 0) {
      throw new IOException("A line is longer than %d characters".formatted(LONGEST_LINE));
    }
  }

  private void endOfLine() throws IOException {
    if (next == '\r') {
      next = in.read();
    }
    if (next == '\n') {
      next = in.read();
    } else if (next != END) {
      throw new IOException("A quoted value is followed by more");
    }
  }
}
