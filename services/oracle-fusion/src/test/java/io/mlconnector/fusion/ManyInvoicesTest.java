package io.mlconnector.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.testkit.Topic;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Many invoice lines; {@code -Dinvoice.lines=200000} for as many as a year has. */
@QuarkusTest
class ManyInvoicesTest extends FinanceCase {

  private static final int LINES = Integer.getInteger("invoice.lines", 2_000);
  private static final int LINES_EACH = 10;
  private static final Duration LONG = Duration.ofMinutes(10);

  @Test
  void allLinesArePublishedOnceAndAddUpToWhatThePodHas() {
    String from = now();
    Map<String, BigDecimal> earlier = podSums();
    JsonNode made =
        fusion.post(
            "/finance/invoices/generate",
            "{\"count\":" + LINES / LINES_EACH + ",\"lines\":" + LINES_EACH + ",\"seed\":42}");
    String last = "payable:" + made.path("last").asText();
    String first = "payable:" + made.path("first").asText();
    Map<String, BigDecimal> expected = podSums();
    earlier.forEach((currency, sum) -> expected.merge(currency, sum.negate(), BigDecimal::add));
    assertThat(expected.values()).anyMatch(sum -> sum.signum() != 0);
    long before = fusion.now();
    long start = System.nanoTime();

    read("invoices", from, settings -> settings.put("financePageSize", "500"));
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> state("invoices").path("records").asLong() >= LINES / LINES_EACH);
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    long calls =
        fusion.callsSince(before).stream().filter(call -> call.contains("/invoices")).count();

    Map<String, String> events = new TreeMap<>();
    Map<String, BigDecimal> sums = new HashMap<>();
    int[] counted = {0, 0};
    Topic.canonical("invoice")
        .all()
        .forEach(
            event -> {
              String[] key = event.key().split("\\|");
              boolean mine = key[0].equals(connection()) && in(key[2], first, last);
              if (mine && events.put(key[2], "") == null) {
                add(sums, CanonicalJson.read(event.value(), JsonNode.class), counted);
              } else if (mine) {
                counted[1]++;
              }
            });
    assertThat(events).hasSize(LINES / LINES_EACH);
    assertThat(counted[0]).isEqualTo(LINES);
    assertThat(counted[1]).as("published more than once").isZero();
    assertThat(calls).isLessThan(20 + LINES / LINES_EACH / 400 * 2L);
    sums.forEach((currency, sum) -> expected.merge(currency, sum.negate(), BigDecimal::add));
    assertThat(expected.values()).allMatch(difference -> difference.signum() == 0);
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    System.out.printf(
        "%d lines: %d ms, %d calls, %d MiB of heap used by service, sandbox and test%n",
        LINES, millis, calls, heap);
  }

  private Map<String, BigDecimal> podSums() {
    Map<String, BigDecimal> sums = new HashMap<>();
    for (JsonNode group : fusion.get("/finance/totals?of=invoice-lines").path("groups")) {
      sums.merge(
          group.at("/by/currency").asText(),
          new BigDecimal(group.path("amount").asText()),
          BigDecimal::add);
    }
    return sums;
  }

  private static boolean in(String key, String first, String last) {
    return key.compareTo(first) >= 0 && key.compareTo(last) <= 0;
  }

  private static void add(Map<String, BigDecimal> sums, JsonNode invoice, int[] counted) {
    for (JsonNode line : invoice.path("lines")) {
      counted[0]++;
      sums.merge(
          line.at("/amount/currency").asText(),
          new BigDecimal(line.at("/amount/amount").asText()),
          BigDecimal::add);
    }
  }
}
