package io.mlconnector.tableau;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.RowSource;
import io.mlconnector.spi.TableChange;
import io.mlconnector.spi.TableChange.Action;
import io.mlconnector.spi.TableProgress;
import io.mlconnector.spi.TableSink;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that are updated in place; skipped unless {@code -Dhyperd=PATH} names a hyperd. */
@QuarkusTest
class UpdatingTest extends TableauTest {

  private DataFiles files;
  private DataSources sources;

  @BeforeEach
  void configured() {
    String path = System.getProperty("hyperd", "");
    Assumptions.assumeFalse(path.isBlank(), "no hyperd is configured: -Dhyperd=PATH");
    files = DataFiles.of(new Configured(Path.of(path)));
    sources = new DataSources(files);
  }

  @AfterEach
  void stop() {
    if (files != null) {
      files.close();
    }
  }

  private record Configured(Path program) implements TableauConfig {
    @Override
    public Optional<Path> folder() {
      return Optional.empty();
    }

    @Override
    public int largestFile() {
      return 100;
    }

    @Override
    public Hyperd hyperd() {
      return new Hyperd() {
        @Override
        public Optional<Path> path() {
          return Optional.of(program);
        }

        @Override
        public Duration idle() {
          return Duration.ofMinutes(1);
        }

        @Override
        public Duration start() {
          return Duration.ofSeconds(20);
        }
      };
    }
  }

  @Override
  TableSink sink() {
    return sources;
  }

  private TableProgress changed(
      Connection connection, String key, Action action, String request, RowSource rows) {
    TableChange change = new TableChange(key, action, request, "", rows);
    return over(connection, spec(), sink().publish(connection, spec(), change));
  }

  private String amount(String column) {
    return totals(spec().name(), "").at("/columns/amount/" + column).asText();
  }

  @Test
  void aTableIsPublishedAsHyperWithExactlyItsRows() {
    Connection connection = connect();

    published(connection, spec(), null, Rows.hard());

    assertThat(rows(spec().name())).hasSize(9);
    assertThat(rows(spec().name()).get(3).path("amount").asText()).isEqualTo("99999999999999.9999");
    assertThat(rows(spec().name()).get(2).path("description").asText("null")).isEmpty();
    assertThat(amount("nulls")).isEqualTo("1");
    assertThat(sources.updates(connection.settings())).isTrue();
  }

  @Test
  void rowsAreChangedAddedAndDeletedByTheirKey() {
    Connection connection = connect();
    String key = published(connection, spec(), null, Rows.hard());

    changed(
        connection,
        key,
        Action.UPSERT,
        "upsert-" + id(),
        Rows.lines(
            Rows.line("I-1", 2, "7.77", "EUR", "changed"), Rows.line("I-9", 1, "1", "EUR", "new")));
    changed(
        connection,
        key,
        Action.DELETE,
        "delete-" + id(),
        Rows.keys(Rows.line("I-2", 1, "0", "", ""), Rows.line("I-2", 2, "0", "", "")));

    assertThat(rows(spec().name())).hasSize(8);
    assertThat(amount("sum")).isEqualTo("1021.3149");
  }

  @Test
  void theSameRequestIsCarriedOutOnce() {
    Connection connection = connect();
    String key = published(connection, spec(), null, Rows.lines());
    Rows rows = Rows.lines(Rows.line("I-1", 1, "5", "EUR", "once"));

    for (int i = 0; i < 3; i++) {
      assertThat(changed(connection, key, Action.INSERT, "insert-" + id(), rows))
          .isEqualTo(new TableProgress.Done(key));
    }

    assertThat(rows(spec().name())).hasSize(1);
  }

  @Test
  void anUpdateOfOtherColumnsFailsWithoutAWordAndIsSaidToBeThat() {
    Connection connection = connect();
    String key = published(connection, spec(), null, Rows.hard());
    Rows fewer = new Rows(Rows.LINES.subList(0, 3), java.util.List.of(Rows.row("I-1", 1, "1")));

    TableProgress end = changed(connection, key, Action.UPSERT, "fewer-" + id(), fewer);

    assertThat(end)
        .isInstanceOfSatisfying(
            TableProgress.Failed.class, failed -> assertThat(failed.words()).contains("columns"));
  }

  @Test
  void rowsAreReadBackAndColumnsTold() throws IOException {
    Connection connection = connect();
    String key = published(connection, spec(), null, Rows.hard());

    assertThat(Rows.of(sink().readBack(connection, spec(), key).orElseThrow())).hasSize(9);
    assertThat(sink().columns(connection, key))
        .extracting(TableSpec.Column::scale)
        .containsExactly(0, 0, 4, 0, 0, 0, 0, 0);
  }
}
