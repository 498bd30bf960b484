package io.mlconnector.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.testkit.Schemas;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What customers owe by their invoices, and what they have ordered. */
@QuarkusTest
class TradeTest extends FusionTest {

  private static final String NET = "totals[TotalCode=QP_TOTAL_NET_PRICE].TotalAmount";

  private int spoiled;

  private void connect(Consumer<ObjectNode> settings) {
    ObjectNode document = Connections.clientCredentials(connection(), fusion.url());
    settings.accept((ObjectNode) document.path("settings"));
    connect(document);
  }

  private static ObjectNode orders(ObjectNode settings) {
    return settings
        .put("ordersResource", "salesOrdersForOrderHub")
        .put("ordersFilter", "StatusCode = 'OPEN'")
        .put("ordersCustomerAttribute", "BuyingPartyNumber")
        .put("ordersAmount", NET)
        .put("ordersCurrency", "TransactionalCurrencyCode");
  }

  /**
   * The orders of the simulated pod: the order after the first is open, and each number differs.
   */
  private static Set<String> expected() {
    Set<String> sums = new TreeSet<>();
    for (int number = 0; number < CUSTOMERS; number++) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int order = 1; order <= number % 3; order++) {
        sum = sum.add(BigDecimal.valueOf(100_000L + 137L * number + order, 2));
      }
      sums.add(number % 3 + " " + plain(sum));
    }
    return sums;
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }

  @Test
  void openOrdersRideOnCustomersWhereTheyAreConfigured() {
    connect(TradeTest::orders);
    awaitCustomers(CUSTOMERS);

    Set<String> sums = new TreeSet<>();
    published("customer")
        .values()
        .forEach(
            customer -> {
              assertThat(Schemas.problems("customer", customer.toString())).isEmpty();
              JsonNode open = customer.path("openOrders");
              String amount = open.at("/value/amount").asText();
              sums.add(open.path("count").asText() + " " + plain(new BigDecimal(amount)));
              assertThat(open.at("/value/currency").isTextual())
                  .isEqualTo(open.path("count").asInt() > 0);
            });
    assertThat(sums).isEqualTo(expected());
  }

  @Test
  void ordersAreOnlyCountedWithoutAnAmountAndNotAtAllWithoutAResource() {
    connect(settings -> orders(settings).put("restFrameworkVersion", "2").remove("ordersAmount"));
    awaitCustomers(CUSTOMERS);

    assertThat(published("customer").values())
        .allSatisfy(
            customer -> {
              assertThat(customer.at("/openOrders/count").isInt()).isTrue();
              assertThat(customer.at("/openOrders/value").isObject()).isFalse();
            })
        .anySatisfy(customer -> assertThat(customer.at("/openOrders/count").asInt()).isEqualTo(2));
    assertThat(fusion.callsSince(0).stream().filter(call -> call.contains("salesOrders")).count())
        .isPositive();
  }

  @Test
  void openInvoicesTellWhatIsOwedAndWhatOfItIsDue() {
    connect(
        settings ->
            settings.put("customerProfile", "receivables").put("receivablesFrom", "invoices"));
    awaitCustomers(CUSTOMERS);

    Map<String, String> owed = new HashMap<>();
    for (int number = 0; number < CUSTOMERS; number++) {
      long id = 300_000_070_000_000L + 10L * number;
      JsonNode due = fusion.get("/receivablesInvoices/" + (id + 1));
      JsonNode later = fusion.get("/receivablesInvoices/" + (id + 2));
      BigDecimal overdue = new BigDecimal(due.path("InvoiceBalanceAmount").asText());
      BigDecimal rest = new BigDecimal(later.path("InvoiceBalanceAmount").asText());
      owed.put(
          due.path("BillToCustomerNumber").asText(),
          plain(overdue.add(rest)) + " " + plain(overdue));
    }
    Map<String, String> told = new HashMap<>();
    published("customer")
        .values()
        .forEach(
            customer ->
                told.put(
                    customer.path("accountNumber").asText(),
                    plain(new BigDecimal(customer.at("/receivables/open").asText()))
                        + " "
                        + plain(new BigDecimal(customer.at("/receivables/overdue").asText()))));
    assertThat(told).isEqualTo(owed);
  }

  @Test
  void aSettingThatDoesNotFitThePodIsNamedByThePing() {
    saysWhatIsWrong(settings -> settings.remove("ordersFilter"), "ordersFilter is missing");
    saysWhatIsWrong(
        settings -> settings.put("ordersFilter", "StatusCode = OPEN"), "setting ordersFilter");
    saysWhatIsWrong(
        settings -> settings.put("ordersFilter", "StatusCode = 'open for ever'"),
        "ordersFilter finds none");
    saysWhatIsWrong(
        settings -> settings.put("ordersFilter", "OpenFlag = 'true' or OpenFlag = 'false'"),
        "ordersFilter: put");
    saysWhatIsWrong(
        settings -> settings.put("ordersCustomerAttribute", "BuyingPartyName"),
        "setting ordersCustomerAttribute");
    saysWhatIsWrong(
        settings -> settings.put("ordersCustomerKey", "AccountNumber"),
        "setting ordersCustomerKey");
    saysWhatIsWrong(
        settings -> settings.put("ordersAmount", NET.replace("NET", "NICE")),
        "setting ordersAmount");
    saysWhatIsWrong(
        settings -> settings.put("ordersResource", "salesOrders"), "setting ordersResource");
  }

  private void saysWhatIsWrong(Consumer<ObjectNode> spoil, String words) {
    String id = connection() + "-" + spoiled++;
    ObjectNode document = Connections.clientCredentials(id, fusion.url());
    document.path("streams").forEach(stream -> ((ObjectNode) stream).put("enabled", false));
    spoil.accept(orders((ObjectNode) document.path("settings")));
    connect(document);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode ping = service().post("/api/connections/" + id + "/ping", null).json();
              assertThat(ping.path("rights").toString()).contains("read open orders", words);
            });
    service().delete("/api/connections/" + id);
  }
}
