package io.mlconnector.platform.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.canonical.delivery.TableSpec.Role;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import io.mlconnector.spi.RowSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sums are exact, by group, and never of more groups than fit. */
class SumsTest {

  private static final TableSpec SPEC =
      new TableSpec(
          "Lines",
          null,
          null,
          List.of(
              new Column("id", "Id", Type.TEXT, 0, Role.DIMENSION, true),
              new Column("currency", "Currency", Type.TEXT, 0, Role.DIMENSION, false),
              new Column("period", "Period", Type.TEXT, 0, Role.DIMENSION, false),
              new Column("amount", "Amount", Type.DECIMAL, 3, Role.MEASURE, false),
              new Column("count", "Count", Type.INTEGER, 0, Role.MEASURE, false)),
          List.of("currency", "period"),
          null,
          0,
          null,
          false,
          false);

  private static RowSource rows(List<Object[]> rows) {
    return new RowSource() {
      @Override
      public List<Column> columns() {
        return SPEC.columns();
      }

      @Override
      public long count() {
        return -1;
      }

      @Override
      public void read(Reader reader) throws IOException {
        for (Object[] row : rows) {
          reader.row(
              Arrays.stream(row)
                  .map(value -> (JsonNode) CanonicalJson.mapper().valueToTree(value))
                  .toList());
        }
      }
    };
  }

  private static Object[] row(Object... values) {
    return values;
  }

  @Test
  void sumsAreExactWhateverTheirSignScaleAndSize() throws IOException {
    Sums sums =
        Sums.of(
            SPEC,
            rows(
                List.of(
                    row("1", "EUR", "2026-11", "0.100", 1),
                    row("2", "EUR", "2026-11", "0.200", -3),
                    row("3", "EUR", "2026-11", "-999999999999999.999", null),
                    row("4", "KWD", "2026-11", "0.001", Long.MAX_VALUE),
                    row("5", "KWD", "2026-11", null, Long.MAX_VALUE),
                    row("6", null, "2026-12", "5", 0))));

    assertThat(sums.rows()).isEqualTo(6);
    assertThat(sums.whole().get("amount")).isEqualByComparingTo("-999999999999994.698");
    assertThat(sums.whole().get("count")).isEqualByComparingTo("18446744073709551612");
    assertThat(sums.groups())
        .extracting(Sums.Group::values)
        .containsExactly(
            List.of("EUR", "2026-11"), List.of("KWD", "2026-11"), Arrays.asList(null, "2026-12"));
    assertThat(sums.groups().get(0).sums().get("amount"))
        .isEqualByComparingTo(new BigDecimal("-999999999999999.699"));
    assertThat(sums.groups().get(1).rows()).isEqualTo(2);
  }

  @Test
  void groupsWhoseTextsRunTogetherStayApart() throws IOException {
    Sums sums =
        Sums.of(SPEC, rows(List.of(row("1", "a, b", "c", "1", 1), row("2", "a", "b, c", "1", 1))));

    assertThat(sums.groups()).hasSize(2);
  }

  @Test
  void tooManyGroupsAreNotToldApartAndTheWholeIsStillRight() throws IOException {
    Sums sums =
        Sums.of(
            SPEC,
            rows(
                IntStream.rangeClosed(0, Sums.MOST_GROUPS)
                    .mapToObj(i -> row("" + i, "c" + i, "p", "0.010", 1))
                    .toList()));

    assertThat(sums.groups()).isEmpty();
    assertThat(sums.whole().get("amount")).isEqualByComparingTo("20.010");
  }

  @Test
  void sumsAreTheSameAfterTheyWereStored() throws IOException {
    Sums sums = Sums.of(SPEC, rows(List.<Object[]>of(row("1", null, "p", "0.010", 1))));

    assertThat(CanonicalJson.read(CanonicalJson.text(sums), Sums.class)).isEqualTo(sums);
  }
}
