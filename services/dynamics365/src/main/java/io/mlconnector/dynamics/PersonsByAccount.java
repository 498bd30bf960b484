package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.Customer;
import io.mlconnector.canonical.Vendor;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Persons with a row for each account that they belong to. */
final class PersonsByAccount implements PersonSource {

  static final String SET = "CDSContactPersonsV2";

  private static final String NUMBER = "ContactPersonPartyNumber";
  private static final String TYPE = "AssociatedContactType";
  private static final String ACCOUNT = "AssociatedContactNumber";

  @Override
  public String name() {
    return SET;
  }

  @Override
  public EntitySet set(Connection connection) {
    List<String> fields =
        AccountRow.with(List.of(EntitySet.COMPANY, NUMBER, TYPE, ACCOUNT), PersonSource.FIELDS);
    return new EntitySet(
        SET,
        NUMBER,
        AccountRow.with(
            fields, new DynamicsSettings(connection.settings()).attributes("contactAttributes")));
  }

  /** A person's rows may go on behind the end of a page, so the last person is asked for whole. */
  @Override
  public Page<PersonRow> page(Connection connection, Cursor cursor) {
    EntitySet.Scanned scanned = set(connection).scan(connection, cursor);
    List<PersonRow> persons = new ArrayList<>(persons(scanned.rows()));
    if (!persons.isEmpty()) {
      String last = persons.remove(persons.size() - 1).key().toString();
      persons.addAll(byKeys(connection, List.of(last)));
    }
    return Page.of(persons, scanned.next());
  }

  @Override
  public List<PersonRow> byKeys(Connection connection, List<String> keys) {
    EntitySet set = set(connection);
    List<Operation> reads =
        keys.stream()
            .map(AccountKey::parse)
            .map(
                key ->
                    Operation.search(
                        SET,
                        "%s eq %s and %s eq %s"
                            .formatted(
                                EntitySet.COMPANY,
                                Operation.quoted(key.company()),
                                NUMBER,
                                Operation.quoted(key.number())),
                        String.join(",", set.select()),
                        null))
            .toList();
    List<JsonNode> rows = new ArrayList<>();
    new Batch(connection).read(reads).forEach(part -> part.good().path("value").forEach(rows::add));
    return persons(rows);
  }

  private static List<PersonRow> persons(List<JsonNode> rows) {
    Map<AccountKey, List<JsonNode>> byPerson = new LinkedHashMap<>();
    rows.forEach(
        row ->
            byPerson
                .computeIfAbsent(AccountKey.of(row, NUMBER), key -> new ArrayList<>())
                .add(row));
    List<PersonRow> persons = new ArrayList<>();
    byPerson.forEach(
        (key, mine) ->
            persons.add(
                PersonRow.of(
                    key,
                    mine.get(0),
                    mine.stream()
                        .map(PersonsByAccount::account)
                        .filter(Objects::nonNull)
                        .toList())));
    return persons;
  }

  /** Null where it is neither a customer nor a vendor. */
  private static Account account(JsonNode json) {
    JsonRow row = new JsonRow(json);
    String type = row.text(TYPE);
    String number = row.text(ACCOUNT);
    if (type == null || number == null) {
      return null;
    }
    AccountKey key = new AccountKey(AccountKey.of(json, ACCOUNT).company(), number);
    return switch (type) {
      case "Customer" -> new Account(Customer.ENTITY, key);
      case "Vendor" -> new Account(Vendor.ENTITY, key);
      default -> null;
    };
  }
}
