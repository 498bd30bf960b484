package io.mlconnector.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Payments, suppliers, orders and invoices to customers, and rights of several streams at once. */
@QuarkusTest
class FinanceRecordsTest extends FinanceCase {

  @AfterEach
  void asBefore() {
    fusion.patch("/settings", "{\"withoutPrivilege\":[],\"missingPrivilegeStatus\":403}");
  }

  @Test
  void aPaymentNamesTheInvoicesThatItPays() {
    read("payments");

    JsonNode payment = awaited("payment", "300000102000003");

    assertThat(payment.path("kind").asText()).isEqualTo("outgoing");
    assertThat(payment.at("/amount/currency").asText()).isEqualTo("JPY");
    assertThat(payment.at("/amount/amount").asText()).doesNotContain(".");
    assertThat(payment.at("/invoices/0/invoiceKey").asText()).isEqualTo("payable:300000101000030");
    assertThat(payment.path("reconciled").asBoolean(true)).isFalse();
  }

  @Test
  void aSupplierHasItsSitesAndTheOneThatItBelongsTo() {
    read(
        "suppliers",
        LONG_AGO,
        settings ->
            settings
                .put("supplierParentAttribute", "ParentSupplierId")
                .put("supplierParentNameAttribute", "ParentSupplier"));

    JsonNode supplier = awaited("vendor", "300000104000001");

    assertThat(supplier.path("parentKey").asText()).isEqualTo("300000104000000");
    assertThat(supplier.path("parentName").asText()).isEqualTo("Fjordkraft Holding AS");
    assertThat(supplier.at("/sites/0/name").asText()).isEqualTo("SITE1");
    assertThat(supplier.at("/addresses/0/formatted").asText()).contains("Drammen");
    assertThat(awaited("vendor", "300000104000000").has("parentKey")).isFalse();
  }

  @Test
  void aParentThatThePodDoesNotTellIsNamed() {
    read("suppliers", LONG_AGO, settings -> settings.put("supplierParentAttribute", "ParentId"));

    awaitTrouble("suppliers", "suppliers has no attribute ParentId");
  }

  @Test
  void anOrderHasItsLinesAndItsSupplier() {
    read("purchase-orders");

    JsonNode order = awaited("purchase-order", "300000103000011");

    assertThat(order.path("number").asText()).isEqualTo("PO-20011");
    assertThat(order.path("vendorKey").asText()).isEqualTo("300000104000001");
    assertThat(order.path("lines")).hasSize(2);
    assertThat(order.at("/lines/0/quantity").asText()).isEqualTo("12.5");
    assertThat(order.at("/lines/0/price/amount").asText()).isEqualTo("0.1");
  }

  @Test
  void anInvoiceToACustomerIsOfTheOtherKind() {
    read("receivables-invoices");

    JsonNode invoice = awaited("invoice", "receivable:300000070000001");

    assertThat(invoice.path("kind").asText()).isEqualTo("receivable");
    assertThat(invoice.path("customerNumber").asText()).isNotBlank();
    assertThat(invoice.at("/balance/amount").isTextual()).isTrue();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                published("invoice").keySet().stream()
                        .allMatch(key -> key.startsWith("receivable:"))
                    && published("invoice").size() >= 80);
  }

  @Test
  void thePingNamesEachMissingRightAndNoneOfWhatIsOff() {
    ObjectNode document = document("payments", LONG_AGO, settings -> {});
    ObjectNode streams = (ObjectNode) document.path("streams");
    streams.putObject("suppliers").put("from", LONG_AGO);
    streams.putObject("purchase-orders").put("from", LONG_AGO).put("enabled", false);
    connect(document);
    fusion.patch(
        "/settings", "{\"withoutPrivilege\":[\"payablesPayments\",\"sites\",\"purchaseOrders\"]}");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              String rights = ping().path("rights").toString();
              assertThat(rights)
                  .contains("read payments", "may view payablesPayments")
                  .doesNotContain("purchase-orders");
            });
  }

  @Test
  void aPrivilegeThatIsMissingLikeABadTokenIsSaidAfterOneMoreSignInAndTheRestGoesOn() {
    ObjectNode document = document("suppliers", LONG_AGO, settings -> {});
    ((ObjectNode) document.path("streams"))
        .putObject("payments")
        .put("from", LONG_AGO)
        .put("every", "1s");
    long before = fusion.now();
    connect(document);
    awaited("vendor", "300000104000001");
    awaitPolled("payments");
    fusion.patch(
        "/settings",
        "{\"withoutPrivilege\":[\"payablesPayments\"],\"missingPrivilegeStatus\":401}");

    awaitTrouble("payments", "401", "may view payablesPayments", "like a bad token");
    assertThat(ping().path("rights").toString()).contains("read payments", "read suppliers");
    long polls = supplierPolls();
    await().atMost(PATIENCE).until(() -> supplierPolls() > polls + 2);
    assertThat(fusion.callsSince(before).stream().filter(call -> call.contains("oauth2/v1/token")))
        .hasSizeLessThanOrEqualTo(3);
    fusion.patch("/settings", "{\"withoutPrivilege\":[]}");
    await().atMost(PATIENCE).until(() -> !state("payments").hasNonNull("lastError"));
  }

  private long supplierPolls() {
    return fusion.callsSince(0).stream()
        .filter(call -> call.contains("/suppliers") && call.endsWith("200"))
        .count();
  }
}
