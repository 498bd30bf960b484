package io.mlconnector.dynamics;

import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Contact;
import io.mlconnector.canonical.Gap;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.SourceStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Contact persons of customers and vendors, all of them each time: their stamp is not known to move
 * with an e-mail address. A person of several accounts is one record for each, by one e-mail
 * address; without such an address only the default account's.
 */
final class Contacts implements SourceStream<PersonRow> {

  static final String NAME = "contacts";

  /** Between the person and the account, in the keys of further records. */
  private static final char FURTHER = '#';

  /** Between the entity set and the position in it. */
  private static final char SET = '@';

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> entities() {
    return List.of(Contact.ENTITY);
  }

  @Override
  public PollSpec poll(Settings settings) {
    return PollSpec.snapshot();
  }

  @Override
  public void selfTest(Connection connection) {
    PersonSource.of(connection).set(connection).selfTest(connection);
  }

  @Override
  public Page<PersonRow> fetch(Connection connection, Cursor cursor) {
    // The service document is long, so it is asked for once a scan.
    String[] page = cursor.page() == null ? null : cursor.page().split(String.valueOf(SET), 2);
    PersonSource source = page == null ? PersonSource.of(connection) : PersonSource.named(page[0]);
    Page<PersonRow> persons = source.page(connection, cursor.at(page == null ? null : page[1]));
    return Page.of(persons.records(), persons.last() ? null : source.name() + SET + persons.next());
  }

  @Override
  public int keysPerCall() {
    return Batch.MOST;
  }

  @Override
  public Page<PersonRow> fetchByKeys(Connection connection, List<String> keys) {
    List<String> persons =
        keys.stream().map(key -> key.split(String.valueOf(FURTHER))[0]).distinct().toList();
    return Page.of(PersonSource.of(connection).byKeys(connection, persons), null);
  }

  @Override
  public String key(PersonRow person) {
    return person.key().toString();
  }

  @Override
  public List<CanonicalRecord> translate(Connection connection, PersonRow person, Instant asOf) {
    List<String> custom =
        new DynamicsSettings(connection.settings()).attributes("contactAttributes");
    List<CanonicalRecord> records = new ArrayList<>();
    List<Account> accounts = person.accounts();
    Account main = accounts.isEmpty() ? null : accounts.get(0);
    boolean known = person.row().text("PrimaryEmailAddress") != null;
    records.add(contact(person, person.key().toString(), main, gaps(accounts, known), custom));
    if (known) {
      for (Account further : accounts.subList(Math.min(1, accounts.size()), accounts.size())) {
        records.add(
            contact(person, person.key() + "" + FURTHER + further, further, List.of(), custom));
      }
    }
    return records;
  }

  private static List<Gap> gaps(List<Account> accounts, boolean known) {
    List<Gap> gaps = new ArrayList<>();
    if (!known) {
      gaps.add(new Gap("email", "The contact has no primary e-mail address."));
    }
    if (accounts.isEmpty()) {
      gaps.add(new Gap("customerKey", "The contact belongs to no customer and no vendor."));
    }
    if (!known && accounts.size() > 1) {
      String rest =
          accounts.stream().skip(1).map(Account::toString).collect(Collectors.joining(", "));
      gaps.add(
          new Gap(
              "customerKey",
              "The contact also belongs to "
                  + rest
                  + ", which is left out: without an e-mail address nothing shows that it is one"
                  + " person."));
    }
    return gaps;
  }

  private static Contact contact(
      PersonRow person, String key, Account account, List<Gap> gaps, List<String> custom) {
    JsonRow row = person.row();
    String first = row.text("FirstName");
    String last = row.text("LastName");
    String name = row.text("ContactPersonName");
    if (name == null) {
      name =
          Stream.of(first, row.text("MiddleName"), last)
              .filter(part -> part != null)
              .collect(Collectors.joining(" "));
    }
    if (name.isEmpty()) {
      name = row.required("ContactPersonName");
    }
    return Contact.builder(key)
        .name(name)
        .firstName(first)
        .lastName(last)
        .status("Yes".equals(row.text("IsInactive")) ? "inactive" : "active")
        .email(row.text("PrimaryEmailAddress"))
        .phone(row.text("PrimaryPhoneNumber"))
        .jobTitle(row.text("EmploymentJobTitle"))
        .customerKey(account != null && account.customer() ? account.key().toString() : null)
        .vendorKey(account != null && !account.customer() ? account.key().toString() : null)
        .custom(new AccountRow(person.json()).custom(custom))
        .gaps(gaps)
        .build();
  }

  /** Whether contact persons can be read; a missing entity set is said so. */
  static void look(Connection connection) {
    PersonSource.of(connection).look(connection);
  }
}
