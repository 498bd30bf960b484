package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Customer;
import io.mlconnector.canonical.Gap;
import io.mlconnector.spi.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Customers as receivables accounts: names and numbers only; what the resource lacks is a gap.
 *
 * @see <a href="https://docs.oracle.com/en/cloud/saas/financials/farfa/">Receivables customer
 *     account activities</a>
 */
final class ReceivablesProfile implements CustomerProfile {

  static final String KEY = "AccountId";
  private static final Resource ACTIVITIES =
      new Resource("fscmRestApi", "receivablesCustomerAccountActivities", KEY);

  @Override
  public Resource resource() {
    return ACTIVITIES;
  }

  @Override
  public List<FusionRow> rows(Connection connection, List<JsonNode> items) {
    List<FusionRow> rows = items.stream().map(FusionRow::new).toList();
    return Trade.on(connection, rows, KEY, OpenReceivables.onActivities(connection, rows));
  }

  @Override
  public List<CanonicalRecord> translate(FusionSettings settings, FusionRow row) {
    List<Gap> gaps =
        Stream.of(
                "email",
                "phone",
                "website",
                "billingAddress",
                "paymentTerms",
                "creditLimit",
                "taxId",
                "category")
            .map(field -> new Gap(field, "The receivables profile does not carry it."))
            .collect(Collectors.toCollection(ArrayList::new));
    gaps.addAll(row.trade().gaps());
    return List.of(
        Customer.builder(row.required(KEY))
            .name(row.required("CustomerName"))
            .accountNumber(row.text("AccountNumber"))
            .status("active")
            .receivables(row.trade().receivables())
            .openOrders(row.trade().orders())
            .custom(AccountsProfile.custom(settings, row))
            .gaps(gaps)
            .build());
  }
}
