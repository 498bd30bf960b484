package io.mlconnector.tableau.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

  private static List<List<String>> lines(String text) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    Csv csv = new Csv(new StringReader(text));
    for (List<String> line = csv.line(); line != null; line = csv.line()) {
      lines.add(line);
    }
    return lines;
  }

  @Test
  void nothingIsNoValueAndQuotedNothingAnEmptyText() throws IOException {
    assertThat(lines("a,,\"\"\n,\n"))
        .containsExactly(Arrays.asList("a", null, ""), Arrays.asList(null, null));
  }

  @Test
  void aQuotedValueHoldsCommasLineEndsAndQuotationMarks() throws IOException {
    assertThat(lines("\"a,\"\"b\"\"\r\nc\",東京\r\nlast"))
        .containsExactly(List.of("a,\"b\"\r\nc", "東京"), List.of("last"));
  }

  @Test
  void nothingAtAllIsNoLine() throws IOException {
    assertThat(lines("")).isEmpty();
  }

  @Test
  void whatIsCutOffIsNotTakenForWhole() {
    assertThatThrownBy(() -> lines("\"a")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> lines("\"a\"b")).isInstanceOf(IOException.class);
  }

  @Test
  void aLineWithoutAnEndIsNotReadToItsEnd() {
    for (String endless : List.of("a", ",", "\"a")) {
      assertThatThrownBy(() -> new Csv(new Endless(endless)).line())
          .as(endless)
          .hasMessageContaining("longer than");
    }
  }

  /** Its text's first character once, and its last one for ever. */
  private static final class Endless extends Reader {
    private final String text;
    private int at;

    Endless(String text) {
      this.text = text;
    }

    @Override
    public int read(char[] into, int from, int length) {
      for (int i = 0; i < length; i++) {
        into[from + i] = text.charAt(Math.min(at, text.length() - 1));
        at++;
      }
      return length;
    }

    @Override
    public void close() {}
  }
}
