package io.mlconnector.tableau.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.spi.RowSource;
import io.mlconnector.tableau.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file refuses, and how much it holds; what is in it the simulated site reads elsewhere. */
class ParquetFileTest {

  private static final long MB = 1 << 20;

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("table.parquet");
  }

  private void write(RowSource rows) throws IOException {
    new ParquetFile(100 * MB).write(file(), rows);
  }

  @ParameterizedTest
  @CsvSource({
    "0.00001,digits behind",
    "100000000000000,18 digits",
    "much,no number",
    "1e300,18 digits",
    "1e999999999,no number"
  })
  void aDecimalThatWouldBeRoundedOrCutOffIsRefused(String amount, String words) {
    assertThatThrownBy(() -> write(Rows.lines(Rows.line("I-1", 1, amount, "EUR", ""))))
        .isInstanceOf(UnfitRow.class)
        .hasMessageContaining("Row 1, column amount")
        .hasMessageContaining(words)
        .hasMessageNotContaining(amount);
  }

  @ParameterizedTest
  @CsvSource({
    "day,2026-02-30",
    "day,+12026-01-01",
    "at,2026-01-31 12:00",
    "at,+12026-01-31T00:00:00Z",
    "paid,yes",
    "line,1.5",
    "line,9223372036854775808"
  })
  void aValueThatIsNotOfItsColumnIsRefused(String column, String value) {
    Object[] row = {"I-1", 1, "1", "EUR", "", true, "2026-01-31", "2026-01-31T12:00:00Z"};
    for (int i = 0; i < row.length; i++) {
      row[i] = Rows.LINES.get(i).name().equals(column) ? value : row[i];
    }

    assertThatThrownBy(() -> write(Rows.lines(Rows.row(row))))
        .isInstanceOf(UnfitRow.class)
        .hasMessageContaining("column " + column);
  }

  @Test
  void aKeyIsNeverEmpty() {
    assertThatThrownBy(() -> write(Rows.lines(Rows.line(null, 1, "1", "EUR", ""))))
        .isInstanceOf(UnfitRow.class)
        .hasMessageContaining("column invoice", "key");
  }

  @Test
  void aFileThatGrowsTooLargeIsLeft() {
    assertThatThrownBy(() -> new ParquetFile(MB).write(file(), noise(4_000)))
        .isInstanceOf(FileTooLarge.class)
        .hasMessageContaining("largest-file");
  }

  @Test
  void manyRowsMakeManyGroupsAndNoneIsHeldForLong() throws IOException {
    write(noise(60_000));

    // Some 42 MB of text that Snappy cannot pack; held at once it would be a single group.
    assertThat(Files.size(file())).isGreaterThan(30 * MB);
    try (org.apache.parquet.hadoop.ParquetFileReader reader =
        new org.apache.parquet.hadoop.ParquetFileReader(
            new org.apache.parquet.io.LocalInputFile(file()),
            org.apache.parquet.ParquetReadOptions.builder(
                    new org.apache.parquet.conf.PlainParquetConfiguration())
                .build())) {
      assertThat(reader.getRecordCount()).isEqualTo(60_000);
      assertThat(reader.getRowGroups()).hasSizeGreaterThan(3);
    }
  }

  /** Rows that are made when they are read. */
  private static RowSource noise(int count) {
    return new RowSource() {
      @Override
      public List<Column> columns() {
        return Rows.LINES;
      }

      @Override
      public long count() {
        return count;
      }

      @Override
      public void read(Reader reader) throws IOException {
        Random random = new Random(7);
        byte[] noise = new byte[500];
        for (int i = 0; i < count; i++) {
          random.nextBytes(noise);
          List<JsonNode> row =
              Rows.line("I-" + i, 1, "0.1", "EUR", Base64.getEncoder().encodeToString(noise));
          reader.row(row);
        }
      }
    };
  }
}
