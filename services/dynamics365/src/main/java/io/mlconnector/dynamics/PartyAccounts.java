package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.Customer;
import io.mlconnector.canonical.Vendor;
import io.mlconnector.spi.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what a party is: a customer or a vendor, or both, in one company or in several. */
final class PartyAccounts {

  /** Keeps an address below 2,048 characters, which web servers take by default. */
  private static final int PER_FILTER = 40;

  private final Connection connection;
  private final Set<String> companies;

  PartyAccounts(Connection connection, Collection<String> companies) {
    this.connection = connection;
    this.companies = new TreeSet<>(companies);
  }

  /** The accounts of each party in the companies that are read; none for an unknown one. */
  Map<String, List<Account>> of(Collection<String> parties) {
    Map<String, List<Account>> accounts = new LinkedHashMap<>();
    String vendors = new DynamicsSettings(connection.settings()).vendorSet();
    find(accounts, parties, Customer.ENTITY, Customers.SET, Customers.NUMBER, "PartyNumber");
    find(accounts, parties, Vendor.ENTITY, vendors, Vendors.NUMBER, "VendorPartyNumber");
    return accounts;
  }

  /** Chunk by chunk and company by company, each until an empty page shows that it is whole. */
  private void find(
      Map<String, List<Account>> accounts,
      Collection<String> parties,
      String entity,
      String set,
      String number,
      String party) {
    List<String> open = filters(parties, party);
    List<String> more = open.stream().map(filter -> "").collect(Collectors.toList());
    while (!open.isEmpty()) {
      List<Operation> reads = new ArrayList<>();
      for (int i = 0; i < open.size(); i++) {
        String select = EntitySet.COMPANY + "," + number + "," + party;
        reads.add(Operation.search(set, open.get(i) + more.get(i), select, number));
      }
      List<Part> parts = new Batch(connection).read(reads);
      List<String> stillOpen = new ArrayList<>();
      List<String> after = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        String last = null;
        for (JsonNode row : parts.get(i).good().path("value")) {
          AccountKey key = AccountKey.of(row, number);
          accounts
              .computeIfAbsent(row.path(party).asText(), each -> new ArrayList<>())
              .add(new Account(entity, key));
          last = key.number();
        }
        if (last != null) {
          stillOpen.add(open.get(i));
          after.add(" and " + number + " gt " + Operation.quoted(last));
        }
      }
      open = stillOpen;
      more = after;
    }
  }

  private List<String> filters(Collection<String> parties, String party) {
    List<String> wanted = List.copyOf(parties);
    List<String> filters = new ArrayList<>();
    for (int from = 0; from < wanted.size(); from += PER_FILTER) {
      String some =
          wanted.subList(from, Math.min(wanted.size(), from + PER_FILTER)).stream()
              .map(each -> party + " eq " + Operation.quoted(each))
              .collect(Collectors.joining(" or "));
      companies.forEach(
          company ->
              filters.add(
                  "%s eq %s and (%s)"
                      .formatted(EntitySet.COMPANY, Operation.quoted(company), some)));
    }
    return filters;
  }
}
