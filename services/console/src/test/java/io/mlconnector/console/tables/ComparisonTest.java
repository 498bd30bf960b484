package io.mlconnector.console.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.console.tables.Comparison.Line;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The source beside what is kept and what was read back. */
class ComparisonTest {

  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");

  @Test
  void sumsThatAreWrittenOtherwiseAreEqual() {
    Comparison comparison =
        Comparison.of(
            source(new SourceTotals.Group(Map.of("currency", "EUR"), 2, Map.of("amount", "0.3"))),
            publish(group("EUR", pair("2", "2"), Map.of("amount", pair("0.30", "0.300")))));

    assertThat(comparison.differs()).isFalse();
    assertThat(comparison.lines())
        .containsExactly(
            new Line("EUR", "rows", "2", "2", "2"),
            new Line("EUR", "amount", "0.3", "0.30", "0.300"));
  }

  @Test
  void aCentAnywhereIsADifference() {
    SourceTotals source =
        source(new SourceTotals.Group(Map.of("currency", "EUR"), 1, Map.of("amount", "9.99")));

    assertThat(
            Comparison.of(
                    source,
                    publish(group("EUR", pair("1", "1"), Map.of("amount", pair("10", "10")))))
                .differs())
        .isTrue();
    assertThat(
            Comparison.of(
                    source,
                    publish(group("EUR", pair("1", "1"), Map.of("amount", pair("9.99", "9.98")))))
                .differs())
        .isTrue();
  }

  @Test
  void groupsThatOnlyOneSideHasAreShown() {
    Comparison comparison =
        Comparison.of(
            source(new SourceTotals.Group(Map.of("currency", "EUR"), 1, Map.of("amount", "1"))),
            publish(group("USD", pair("1", null), Map.of("amount", pair("2", null)))));

    assertThat(comparison.differs()).isTrue();
    assertThat(comparison.lines())
        .containsExactly(
            new Line("EUR", "rows", "1", "0", null),
            new Line("EUR", "amount", "1", "0", null),
            new Line("USD", "rows", "0", "1", null),
            new Line("USD", "amount", "0", "2", null));
  }

  @Test
  void beforeTheFirstPublishNothingIsSaidOfDifferences() {
    Comparison comparison =
        Comparison.of(
            source(new SourceTotals.Group(Map.of("currency", "EUR"), 1, Map.of("amount", "1"))),
            List.of());

    assertThat(comparison.differs()).isNull();
    assertThat(comparison.lines()).allSatisfy(line -> assertThat(line.differs()).isFalse());
  }

  private static SourceTotals source(SourceTotals.Group group) {
    return new SourceTotals("route", 1, group.rows(), 0, List.of(group), NOW);
  }

  private static List<Totals> publish(Totals.Group group) {
    Totals.Group all = new Totals.Group(Map.of(), group.rows(), group.sums());
    return List.of(new Totals(1, NOW, 0, false, Map.of(), List.of(all, group)));
  }

  private static Totals.Group group(
      String currency, Totals.Pair rows, Map<String, Totals.Pair> sums) {
    return new Totals.Group(Map.of("currency", currency), rows, sums);
  }

  private static Totals.Pair pair(String store, String target) {
    return new Totals.Pair(store, target, null);
  }
}
