package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.Page;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Persons who belong to a party, which may be several accounts. */
final class PersonsByParty implements PersonSource {

  static final String SET = "ContactPersons";

  private static final String NUMBER = "ContactPersonId";
  private static final String PARTY = "AssociatedPartyNumber";

  @Override
  public String name() {
    return SET;
  }

  @Override
  public EntitySet set(Connection connection) {
    List<String> fields =
        AccountRow.with(List.of(EntitySet.COMPANY, NUMBER, PARTY), PersonSource.FIELDS);
    return new EntitySet(
        SET,
        NUMBER,
        AccountRow.with(
            fields, new DynamicsSettings(connection.settings()).attributes("contactAttributes")));
  }

  @Override
  public Page<PersonRow> page(Connection connection, Cursor cursor) {
    EntitySet.Scanned scanned = set(connection).scan(connection, cursor);
    return Page.of(persons(connection, scanned.rows()), scanned.next());
  }

  @Override
  public List<PersonRow> byKeys(Connection connection, List<String> keys) {
    return persons(connection, set(connection).byKeys(connection, keys));
  }

  private static List<PersonRow> persons(Connection connection, List<JsonNode> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Set<String> parties =
        rows.stream()
            .map(row -> new JsonRow(row).text(PARTY))
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, List<Account>> accounts =
        new PartyAccounts(connection, Companies.known(connection)).of(parties);
    return rows.stream().map(row -> person(row, accounts)).toList();
  }

  private static PersonRow person(JsonNode row, Map<String, List<Account>> accounts) {
    AccountKey key = AccountKey.of(row, NUMBER);
    String party = new JsonRow(row).text(PARTY);
    return PersonRow.of(
        key, row, party == null ? List.of() : accounts.getOrDefault(party, List.of()));
  }
}
