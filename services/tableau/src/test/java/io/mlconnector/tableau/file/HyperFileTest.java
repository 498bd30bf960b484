package io.mlconnector.tableau.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.tableau.Rows;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real {@code .hyper} files; skipped unless {@code -Dhyperd=PATH} names a hyperd. */
class HyperFileTest {

  private static final long LARGEST = 100 << 20;
  private static final Duration IDLE = Duration.ofMillis(300);

  @TempDir Path folder;
  private Hyperd hyperd;
  private HyperFile files;

  @BeforeEach
  void start() {
    String path = System.getProperty("hyperd", "");
    Assumptions.assumeFalse(path.isBlank(), "no hyperd is configured: -Dhyperd=PATH");
    hyperd = new Hyperd(Path.of(path), Duration.ofSeconds(20), IDLE);
    files = new HyperFile(hyperd, LARGEST);
  }

  @AfterEach
  void stop() {
    if (files != null) {
      files.close();
      assertThat(hyperd.isRunning()).isFalse();
    }
  }

  private Path file() {
    return folder.resolve("it's a \"table\".hyper");
  }

  private List<List<JsonNode>> read(List<Column> columns) throws IOException {
    List<List<JsonNode>> rows = new ArrayList<>();
    files.read(file(), columns, row -> rows.add(List.copyOf(row)));
    return rows;
  }

  @Test
  void everyValueComesBackAsItWas() throws IOException {
    files.write(file(), Rows.hard());

    List<List<JsonNode>> rows = read(Rows.LINES);

    assertThat(rows).hasSameSizeAs(Rows.hard().all());
    for (int i = 0; i < rows.size(); i++) {
      List<JsonNode> wanted = Rows.hard().all().get(i);
      for (int column : new int[] {0, 3, 4, 5, 6, 7}) {
        assertThat(rows.get(i).get(column)).isEqualTo(wanted.get(column));
      }
      assertThat(rows.get(i).get(1).asLong()).isEqualTo(wanted.get(1).asLong());
      assertThat(rows.get(i).get(2).isNull()).isEqualTo(wanted.get(2).isNull());
      if (!wanted.get(2).isNull()) {
        assertThat(new BigDecimal(rows.get(i).get(2).asText()))
            .isEqualByComparingTo(wanted.get(2).asText());
      }
    }
  }

  @Test
  void theFileTellsItsColumns() throws IOException {
    files.write(file(), Rows.hard());

    List<Column> columns = files.columns(file());

    assertThat(columns).extracting(Column::type).isEqualTo(types(Rows.LINES));
    assertThat(columns.get(2).scale()).isEqualTo(4);
  }

  private static List<?> types(List<Column> columns) {
    return columns.stream().map(Column::type).collect(Collectors.toList());
  }

  @Test
  void aDecimalThatHyperdWouldRoundIsRefusedBefore() {
    assertThatThrownBy(
            () -> files.write(file(), Rows.lines(Rows.line("I-1", 1, "1.99999", "EUR", ""))))
        .isInstanceOf(UnfitRow.class)
        .hasMessageContaining("amount");
  }

  @Test
  void aFileThatFailedLeavesNothingAttached() throws IOException {
    assertThatThrownBy(
            () -> files.write(file(), Rows.lines(Rows.line("I-1", 1, "much", "EUR", ""))))
        .isInstanceOf(UnfitRow.class);

    Path other = folder.resolve("other.hyper");
    files.write(other, Rows.hard());
    List<List<JsonNode>> rows = new ArrayList<>();
    files.read(other, Rows.LINES, rows::add);
    assertThat(rows).hasSize(9);
  }

  @Test
  void keysAloneMakeAFileOfWhatIsToBeDeleted() throws IOException {
    files.write(file(), Rows.keys(Rows.line("I-1", 1, "1", "EUR", "")));

    assertThat(files.columns(file())).extracting(Column::name).containsExactly("invoice", "line");
  }

  @Test
  void moreThanTheLargestFileIsLeft() {
    assertThatThrownBy(() -> new HyperFile(hyperd, 10).write(file(), Rows.hard()))
        .isInstanceOf(FileTooLarge.class);
  }

  @Test
  void itRunsOnlyWhileItIsNeeded() throws IOException {
    // The simulated site may have one of its own.
    Set<Long> others = running();
    assertThat(hyperd.isRunning()).isFalse();
    files.write(file(), Rows.hard());
    assertThat(running()).hasSize(others.size() + 1);

    await().atMost(Duration.ofSeconds(20)).until(() -> !hyperd.isRunning());
    await().atMost(Duration.ofSeconds(20)).until(() -> running().equals(others));

    assertThat(read(Rows.LINES)).hasSize(9);
  }

  /** The processes of hyperd that this one has begun. */
  private static Set<Long> running() {
    return ProcessHandle.current()
        .descendants()
        .filter(each -> each.info().command().orElse("").endsWith("hyperd"))
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  @Test
  void aProgramThatIsNoneIsSaidAtOnce() {
    assertThatThrownBy(() -> new Hyperd(folder.resolve("nothing"), IDLE, IDLE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mlconnector.tableau.hyperd.path");
  }
}
