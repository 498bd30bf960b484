package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What customers owe. A sales account knows its party number only; the receivables accounts of a
 * party, of which there may be several, are told by the list of their sites.
 *
 * @see <a href="https://docs.oracle.com/en/cloud/saas/financials/farfa/">Receivables customer
 *     account activities, customer account sites LOV</a>
 */
final class OpenReceivables {

  private static final Resource SITES =
      new Resource("fscmRestApi", "customerAccountSitesLOV", "SiteUseId");

  private OpenReceivables() {}

  /** By party number; a party without a receivables account is absent. */
  static Map<String, Owed> ofParties(Connection connection, List<String> parties) {
    Map<String, Set<String>> accounts = new HashMap<>();
    Set<String> numbers = new LinkedHashSet<>();
    for (JsonNode item : SITES.byValues(connection, AccountsProfile.KEY, parties)) {
      FusionRow site = new FusionRow(item);
      String number = site.text("AccountNumber");
      if (number != null) {
        accounts
            .computeIfAbsent(site.required(AccountsProfile.KEY), key -> new LinkedHashSet<>())
            .add(number);
        numbers.add(number);
      }
    }
    Map<String, Owed> byAccount = ofAccounts(connection, numbers);
    Map<String, Owed> byParty = new HashMap<>();
    accounts.forEach(
        (party, its) ->
            its.stream()
                .map(byAccount::get)
                .filter(owed -> owed != null)
                .forEach(owed -> byParty.merge(party, owed, Owed::plus)));
    return byParty;
  }

  /** By account number, from account activities or from open invoices. */
  static Map<String, Owed> ofAccounts(Connection connection, Collection<String> numbers) {
    List<String> all = List.copyOf(numbers);
    if (new FusionSettings(connection.settings()).receivablesFromInvoices()) {
      return Invoices.owed(connection, all);
    }
    Map<String, Owed> byAccount = new HashMap<>();
    for (JsonNode item :
        new ReceivablesProfile().resource().byValues(connection, "AccountNumber", all)) {
      FusionRow account = new FusionRow(item);
      byAccount.merge(account.required("AccountNumber"), of(account), Owed::plus);
    }
    return byAccount;
  }

  /** What one row of account activities says. */
  static Owed of(FusionRow account) {
    return Owed.of(
        account.decimal("TotalOpenReceivablesForAccount"),
        account.decimal("TotalTransactionsDueForAccount"));
  }

  /** For rows of account activities, which say it themselves unless invoices are to be asked. */
  static Map<String, Owed> onActivities(Connection connection, List<FusionRow> rows) {
    if (!new FusionSettings(connection.settings()).receivablesFromInvoices()) {
      Map<String, Owed> owed = new HashMap<>();
      rows.stream()
          .filter(row -> row.text(ReceivablesProfile.KEY) != null)
          .forEach(row -> owed.put(row.text(ReceivablesProfile.KEY), of(row)));
      return owed;
    }
    List<String> numbers = new ArrayList<>();
    rows.stream().map(row -> row.text("AccountNumber")).forEach(numbers::add);
    numbers.removeIf(number -> number == null);
    Map<String, Owed> byNumber = ofAccounts(connection, new LinkedHashSet<>(numbers));
    Map<String, Owed> owed = new HashMap<>();
    for (FusionRow row : rows) {
      Owed its = byNumber.get(row.text("AccountNumber"));
      if (its != null && row.text(ReceivablesProfile.KEY) != null) {
        owed.put(row.text(ReceivablesProfile.KEY), its);
      }
    }
    return owed;
  }
}
