package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.JsonRow;
import java.util.Comparator;
import java.util.List;

/**
 * A contact person.
 *
 * @param key company and the person's number in it
 * @param accounts what the person belongs to, the default one first
 */
record PersonRow(AccountKey key, JsonNode json, List<Account> accounts) {

  /**
   * Finds the default account: the one in the person's own company, a customer before a vendor, the
   * lowest number. It does not depend on the order in which accounts come.
   */
  static PersonRow of(AccountKey key, JsonNode json, List<Account> accounts) {
    List<Account> ordered =
        accounts.stream()
            .distinct()
            .sorted(
                Comparator.comparing(
                        (Account account) -> !account.key().company().equals(key.company()))
                    .thenComparing(account -> !account.customer())
                    .thenComparing(Account::toString))
            .toList();
    return new PersonRow(key, json, ordered);
  }

  JsonRow row() {
    return new JsonRow(json);
  }
}
