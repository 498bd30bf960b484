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

  private final Reader in;
  private int next;

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
    List<String> values = new ArrayList<>();
    while (true) {
      values.add(value());
      if (next == ',') {
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
      text.append((char) next);
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
      text.append((char) next);
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
