package io.mlconnector.flow.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.hostile.HostileTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that spreadsheets would compute, and those that only look odd. */
class CsvTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+4930",
        "-5",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "'=1",
        "''-5",
        " =1",
        "\n=1",
        "\uff1d1"
      })
  void aCellThatASpreadsheetWouldComputeIsTextAndIsReadBackAsItWas(String text) {
    String line = Csv.line(text);

    assertThat(unquoted(line)).startsWith("'").isEqualTo("'" + text);
    assertThat(Csv.plain(unquoted(line))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Acme = Co", "O'Neil", "'quoted'", "a-b", ""})
  void otherCellsStayAsTheyAre(String text) {
    assertThat(unquoted(Csv.line(text))).isEqualTo(text);
    assertThat(Csv.plain(text)).isEqualTo(text);
  }

  @Test
  void everyHostileTextIsOneCellThatComputesNothingAndIsReadBackAsItWas() {
    for (String text : HostileTexts.values()) {
      String line = Csv.line("before", text, "after");

      String cell = line.substring("before,".length(), line.length() - ",after".length());
      String shown = unquoted(cell);
      assertThat(shown)
          .doesNotContainPattern("^[ \u00a0]*[=+\\-@\\t\\r\\n\uff1d\uff0b\uff0d\uff20]");
      assertThat(Csv.plain(shown)).isEqualTo(text);
      boolean oneCell = cell.startsWith("\"") || !cell.matches("(?s).*[,;\"\r\n\t].*");
      assertThat(oneCell).as(text).isTrue();
    }
  }

  @Test
  void quotesAndLineEndsStayInTheirCell() {
    assertThat(Csv.line("a", "say \"yes\"\nnow", null)).isEqualTo("a,\"say \"\"yes\"\"\nnow\",");
  }

  private static String unquoted(String cell) {
    return cell.startsWith("\"")
        ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"")
        : cell;
  }
}
