package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.Receivables;
import io.mlconnector.spi.Connection;
import java.math.BigDecimal;
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
  static Map<String, Receivables> of(Connection connection, List<String> parties) {
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
    Map<String, Receivables> byAccount = new HashMap<>();
    for (JsonNode item :
        new ReceivablesProfile()
            .resource()
            .byValues(connection, "AccountNumber", List.copyOf(numbers))) {
      FusionRow account = new FusionRow(item);
      byAccount.merge(account.required("AccountNumber"), of(account), OpenReceivables::sum);
    }
    Map<String, Receivables> byParty = new HashMap<>();
    accounts.forEach(
        (party, its) ->
            its.stream()
                .map(byAccount::get)
                .filter(owed -> owed != null)
                .forEach(owed -> byParty.merge(party, owed, OpenReceivables::sum)));
    return byParty;
  }

  /** What one row of account activities says; null where it says nothing. */
  static Receivables of(FusionRow account) {
    BigDecimal open = account.decimal("TotalOpenReceivablesForAccount");
    BigDecimal overdue = account.decimal("TotalTransactionsDueForAccount");
    return open == null ? null : new Receivables(open, overdue);
  }

  private static Receivables sum(Receivables one, Receivables other) {
    BigDecimal overdue =
        one.overdue() == null
            ? other.overdue()
            : other.overdue() == null ? one.overdue() : one.overdue().add(other.overdue());
    return new Receivables(one.open().add(other.open()), overdue);
  }
}
