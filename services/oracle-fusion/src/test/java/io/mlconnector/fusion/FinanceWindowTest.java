package io.mlconnector.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mlconnector.fusion.api.FinanceApi;
import io.mlconnector.fusion.api.FusionPage;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.testkit.FakeConnection;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a window page by page, over rows that change meanwhile and pods that page badly. */
class FinanceWindowTest {

  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  private static final Pattern BOUND = Pattern.compile("(>=|<=) '([^']+)'");

  private final TreeMap<String, Instant> rows = new TreeMap<>();
  private final List<Integer> offsets = new ArrayList<>();
  private final FinanceStream invoices = new FinanceStream(new PayablesInvoices());
  private boolean offsetIgnored;
  private int ceiling = 500;

  private final FakeConnection connection =
      new FakeConnection(new OracleFusion().connectionSpec(), "http://pod", ZoneOffset.UTC)
          .with("financePageSize", "10")
          .with("invoiceChildren", "none")
          .answering(FinanceApi.class, pod());

  private FinanceApi pod() {
    return (FinanceApi)
        Proxy.newProxyInstance(
            FinanceApi.class.getClassLoader(),
            new Class<?>[] {FinanceApi.class},
            (proxy, method, arguments) ->
                page((String) arguments[3], (Integer) arguments[7], (Integer) arguments[8]));
  }

  private FusionPage page(String q, int limit, int offset) {
    offsets.add(offset);
    Instant from = Instant.MIN;
    Instant to = Instant.MAX;
    Matcher bounds = BOUND.matcher(q == null ? "" : q);
    while (bounds.find()) {
      Instant bound = Instant.parse(bounds.group(2));
      from = bounds.group(1).equals(">=") ? bound : from;
      to = bounds.group(1).equals("<=") ? bound : to;
    }
    Instant lower = from;
    Instant upper = to;
    Comparator<String> order =
        q == null
            ? Comparator.naturalOrder()
            : Comparator.<String, Instant>comparing(rows::get)
                .thenComparing(Comparator.naturalOrder());
    List<String> found =
        rows.keySet().stream()
            .filter(key -> !rows.get(key).isBefore(lower) && !rows.get(key).isAfter(upper))
            .sorted(order)
            .toList();
    int start = Math.min(offsetIgnored ? 0 : offset, found.size());
    int end = Math.min(start + Math.min(limit, ceiling), found.size());
    List<JsonNode> items = found.subList(start, end).stream().map(this::json).toList();
    return new FusionPage(items, items.size(), end < found.size());
  }

  private JsonNode json(String key) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("InvoiceId", key)
        .put("LastUpdateDate", rows.get(key).toString());
  }

  private void fill(int count, int perSecond) {
    for (int i = 0; i < count; i++) {
      rows.put("%06d".formatted(i), START.plusSeconds(i / perSecond));
    }
  }

  private List<String> readAll(Runnable betweenPages) {
    List<String> keys = new ArrayList<>();
    Cursor cursor = new Cursor(START.minusSeconds(60), START.plusSeconds(86_400), null);
    Page<FinanceRow> page;
    int pages = 0;
    do {
      page = invoices.fetch(connection, cursor);
      page.records().forEach(row -> keys.add(invoices.key(row)));
      assertThat(page.next()).as("progress").isNotEqualTo(cursor.page());
      cursor = cursor.at(page.next());
      betweenPages.run();
      assertThat(++pages).isLessThan(1_000);
    } while (!page.last());
    return keys;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 10, 11, 25, 100})
  void rowsOfOneSecondAreAllReadHoweverManyThereAre(int perSecond) {
    fill(100, perSecond);

    assertThat(new TreeSet<>(readAll(() -> {}))).isEqualTo(rows.navigableKeySet());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 9})
  void aPodThatGivesFewerRowsThanAskedForHidesNone(int most) {
    ceiling = most;
    fill(60, 4);

    assertThat(new TreeSet<>(readAll(() -> {}))).isEqualTo(rows.navigableKeySet());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 30})
  void aRowThatChangesMeanwhileAndSoMovesAwayTakesNoNeighbourWithIt(int perSecond) {
    fill(120, perSecond);
    TreeSet<String> all = new TreeSet<>(rows.keySet());
    int[] next = {0};

    List<String> read =
        readAll(
            () -> {
              // One after the other is touched by somebody, and leaves the window.
              for (int i = 0; i < 3 && next[0] < 120; i++) {
                rows.put("%06d".formatted(next[0]++), START.plusSeconds(100_000));
              }
            });

    TreeSet<String> missed = new TreeSet<>(all);
    missed.removeAll(read);
    assertThat(missed).as("not read, though never moved").allMatch(key -> moved(key));
    assertThat(missed).as("what moved before it was read comes with the next window").isEmpty();
  }

  private boolean moved(String key) {
    return rows.get(key).isAfter(START.plusSeconds(86_400));
  }

  @Test
  void aRowThatIsDeletedWhileEverythingIsReadHidesNoOther() {
    connection.with("financeStamps", "invoices=none");
    fill(90, 1);
    TreeSet<String> kept = new TreeSet<>(rows.tailMap("000030").keySet());
    int[] next = {0};

    List<String> read =
        readAll(
            () -> {
              for (int i = 0; i < 2 && next[0] < 30; i++) {
                rows.remove("%06d".formatted(next[0]++));
              }
            });

    assertThat(read).containsAll(kept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LastUpdateDate", "none"})
  void aPodThatIgnoresTheOffsetIsNoticed(String stamp) {
    connection.with("financeStamps", "invoices=" + stamp);
    offsetIgnored = true;
    fill(40, 40);

    assertThatThrownBy(() -> readAll(() -> {}))
        .isInstanceOf(VendorFailure.class)
        .hasMessageContaining("ignores the offset");
  }

  @Test
  void offsetsStaySmallHoweverLongTheWindowIs() {
    fill(2_000, 2);
    readAll(() -> {});

    assertThat(offsets).hasSizeLessThan(300).allMatch(offset -> offset < 10);
  }
}
