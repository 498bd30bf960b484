package io.mlconnector.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.canonical.delivery.TableSpec.Role;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import io.mlconnector.platform.table.Sums;
import io.mlconnector.platform.table.Totals;
import io.mlconnector.platform.table.Totals.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Control totals show both sides and where they differ. */
class TotalsViewTest {

  private static final TableSpec SPEC =
      new TableSpec(
          "Lines",
          null,
          null,
          List.of(
              new Column("id", "Id", Type.TEXT, 0, Role.DIMENSION, true),
              new Column("currency", "Currency", Type.TEXT, 0, Role.DIMENSION, false),
              new Column("amount", "Amount", Type.DECIMAL, 2, Role.MEASURE, false)),
          List.of("currency"),
          null,
          0,
          null,
          false,
          false);

  private static Sums sums(String eur, String other, String name) {
    Sums.Group first = group("EUR", 2, eur);
    Sums.Group second = group(name, 1, other);
    BigDecimal whole = new BigDecimal(eur).add(new BigDecimal(other));
    return new Sums(3, Map.of("amount", whole), List.of(first, second));
  }

  private static Sums.Group group(String currency, long rows, String amount) {
    return new Sums.Group(List.of(currency), rows, Map.of("amount", new BigDecimal(amount)));
  }

  private static Totals.Entry entry(Side side, Sums sums, String note) {
    return new Totals.Entry(7, side, Instant.EPOCH, null, 0, sums, note);
  }

  @Test
  void bothSidesAndTheirDifferenceAreShown() {
    List<TotalsView> views =
        TotalsView.of(
            SPEC,
            List.of(
                entry(Side.STORE, sums("-0.30", "5.00", "USD"), null),
                entry(Side.TARGET, sums("-0.31", "5", "USD"), null)));

    TotalsView view = views.get(0);
    assertThat(view.differs()).isTrue();
    assertThat(view.groups()).hasSize(3);
    assertThat(view.groups().get(1).by()).containsEntry("currency", "EUR");
    assertThat(view.groups().get(1).sums().get("amount"))
        .isEqualTo(new TotalsView.Pair("-0.3", "-0.31", "-0.01"));
    assertThat(view.groups().get(2).sums().get("amount").difference()).isEqualTo("0");
  }

  @Test
  void aGroupThatIsOnlyOnOneSideDiffers() {
    TotalsView view =
        TotalsView.of(
                SPEC,
                List.of(
                    entry(Side.STORE, sums("1", "2", "USD"), null),
                    entry(Side.TARGET, sums("1", "2", "GBP"), null)))
            .get(0);

    assertThat(view.differs()).isTrue();
    assertThat(view.groups()).hasSize(4);
  }

  @Test
  void aSideThatIsNotKnownIsSaidToBe() {
    TotalsView view =
        TotalsView.of(
                SPEC,
                List.of(
                    entry(Side.STORE, sums("1", "2", "USD"), null),
                    entry(Side.TARGET, null, "cannot be read back")))
            .get(0);

    assertThat(view.differs()).isNull();
    assertThat(view.notes()).containsEntry("target", "cannot be read back");
    assertThat(view.groups().get(0).rows().target()).isNull();
  }

  @Test
  void theCsvKeepsNegativeNumbersAndDisarmsFormulas() {
    List<TotalsView> views =
        TotalsView.of(
            SPEC,
            List.of(
                entry(Side.STORE, sums("-0.30", "1", "=1+1"), null),
                entry(Side.TARGET, sums("-0.30", "1", "=1+1"), null)));

    assertThat(TotalsCsv.of(SPEC, views).lines())
        .startsWith("publish,at,scope,currency,measure,store,target,difference")
        .contains("7,1970-01-01T00:00:00Z,group,EUR,amount,-0.3,-0.3,0")
        .anyMatch(line -> line.contains("'=1+1"));
  }
}
