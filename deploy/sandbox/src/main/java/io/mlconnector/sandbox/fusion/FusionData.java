package io.mlconnector.sandbox.fusion;

import io.mlconnector.sandbox.Company;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The resources and what holds between them. */
final class FusionData {

  private static final long FIRST_NOTE = 300_000_020_000_000L;
  private static final long FIRST_ATTACHMENT = 300_000_040_000_000L;
  private static final long FIRST_INTERACTION = 300_000_050_000_000L;

  final FusionTable accounts;
  final FusionTable contacts;
  final FusionTable receivables;
  final FusionTable sites;
  final FusionTable orders;
  final FusionTable invoices;
  final FusionTable interactions;
  final FinanceData finance;
  final Children notebooks;
  final Children attachments;

  FusionData(Company company, Clock clock, long seed) {
    accounts =
        new FusionTable(
            ResourceType.ACCOUNTS,
            clock,
            FusionData::withFormattedPhone,
            (key, changed) -> {
              if (changed.contains("OrganizationName")) {
                accountRenamed(key);
              }
            });
    contacts =
        new FusionTable(ResourceType.CONTACTS, clock, this::withAccount, (key, changed) -> {});
    receivables = plain(ResourceType.RECEIVABLES, clock);
    sites = plain(ResourceType.SITES, clock);
    orders = plain(ResourceType.ORDERS, clock);
    finance = new FinanceData(clock);
    invoices = finance.receivables;
    interactions = plain(ResourceType.INTERACTIONS, clock);
    notebooks = new Children(ResourceType.NOTES, clock, FIRST_NOTE);
    attachments = new Children(ResourceType.ATTACHMENTS, clock, FIRST_ATTACHMENT);
    new FusionSeed(company, clock, seed).fill(this);
    new FinanceSeed(finance, clock, seed).fill();
  }

  private static FusionTable plain(ResourceType type, Clock clock) {
    return new FusionTable(type, clock, values -> values, (key, changed) -> {});
  }

  List<FusionTable> tables() {
    List<FusionTable> all =
        new ArrayList<>(List.of(accounts, contacts, receivables, sites, orders, interactions));
    all.addAll(finance.tables());
    return all;
  }

  /** The id of the next interaction. */
  synchronized String newInteraction() {
    List<String> keys = interactions.keys();
    long last = keys.stream().mapToLong(Long::parseLong).max().orElse(FIRST_INTERACTION);
    return Long.toString(last + 7);
  }

  /** The resource of that name below that root, or null. */
  FusionTable table(String root, String name) {
    return tables().stream()
        .filter(table -> table.type().root().equals(root) && table.type().name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** Names of an account show in its contacts and balances without moving their stamps. */
  private void accountRenamed(String partyNumber) {
    FusionRow account = accounts.row(partyNumber);
    Object name = account.value("OrganizationName");
    for (FusionRow row : contacts.all()) {
      if (partyNumber.equals(row.value("AccountPartyNumber"))) {
        contacts.follow(row.key(), "AccountName", name);
      }
    }
    for (FusionRow row : receivables.all()) {
      if (account.value("PartyId").equals(row.value("CustomerId"))) {
        receivables.follow(row.key(), "CustomerName", name);
      }
    }
  }

  private static Map<String, Object> withFormattedPhone(Map<String, Object> values) {
    Phone phone =
        new Phone(
            (String) values.get("PhoneCountryCode"),
            (String) values.get("PhoneAreaCode"),
            (String) values.get("PhoneNumber"));
    values.put("FormattedPhoneNumber", phone.formatted());
    return values;
  }

  private Map<String, Object> withAccount(Map<String, Object> values) {
    String first = (String) values.get("FirstName");
    String last = (String) values.get("LastName");
    values.put("ContactName", first == null ? last : first + " " + last);
    String partyNumber = (String) values.get("AccountPartyNumber");
    FusionRow account = partyNumber == null ? null : accounts.row(partyNumber);
    if (partyNumber != null && account == null) {
      throw new IllegalArgumentException("AccountPartyNumber: there is no account " + partyNumber);
    }
    values.put("AccountPartyId", account == null ? null : account.value("PartyId"));
    values.put("AccountName", account == null ? null : account.value("OrganizationName"));
    return values;
  }
}
