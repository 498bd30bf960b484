package io.mlconnector.flow.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that spreadsheets would compute, and those that only look odd. */
class CsvTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+4930", "-5", "@SUM(A1)", "\tx", "\rx", "'=1", "''-5"})
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
  void quotesAndLineEndsStayInTheirCell() {
    assertThat(Csv.line("a", "say \"yes\"\nnow", null)).isEqualTo("a,\"say \"\"yes\"\"\nnow\",");
  }

  private static String unquoted(String cell) {
    return cell.startsWith("\"")
        ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"")
        : cell;
  }
}
