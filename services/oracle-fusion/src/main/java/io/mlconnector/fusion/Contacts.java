package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Contact persons; none in the receivables profile.
 *
 * @see <a href="https://docs.oracle.com/en/cloud/saas/sales/faaps/api-contacts.html">Contacts</a>
 */
final class Contacts implements SourceStream<FusionRow> {

  static final Resource CONTACTS = new Resource("crmRestApi", "contacts", "PartyNumber");

  @Override
  public String name() {
    return "contacts";
  }

  @Override
  public List<String> entities() {
    return List.of(Contact.ENTITY);
  }

  @Override
  public PollSpec poll(Settings settings) {
    return PollSpec.incremental(new FusionSettings(settings).overlap());
  }

  @Override
  public void selfTest(Connection connection) {
    if (!receivables(connection)) {
      CONTACTS.selfTest(connection);
    }
  }

  @Override
  public Page<FusionRow> fetch(Connection connection, Cursor cursor) {
    if (receivables(connection)) {
      return Page.of(List.of(), null);
    }
    Page<JsonNode> page = CONTACTS.fetch(connection, cursor);
    List<FusionRow> rows = page.records().stream().map(FusionRow::new).toList();
    return new Page<>(rows, page.unreadable(), page.next(), page.last());
  }

  @Override
  public int keysPerCall() {
    return Resource.KEYS_PER_CALL;
  }

  @Override
  public Page<FusionRow> fetchByKeys(Connection connection, List<String> keys) {
    List<JsonNode> rows = CONTACTS.byValues(connection, CONTACTS.key(), keys);
    return new Page<>(
        rows.stream().map(FusionRow::new).toList(), CONTACTS.unsaid(connection, keys), null, true);
  }

  @Override
  public Optional<Instant> changed(FusionRow row) {
    return new JsonRow(row.json()).stamp("LastUpdateDate");
  }

  @Override
  public String key(FusionRow row) {
    return row.text(CONTACTS.key());
  }

  @Override
  public List<CanonicalRecord> translate(Connection connection, FusionRow row, Instant asOf) {
    String first = row.text("FirstName");
    String last = row.text("LastName");
    String name = row.text("ContactName");
    if (name == null) {
      name = Stream.of(first, last).filter(part -> part != null).collect(Collectors.joining(" "));
    }
    if (name.isBlank()) {
      name = row.required("ContactName");
    }
    String email = row.text("EmailAddress");
    String customer = row.text("AccountPartyNumber");
    List<Gap> gaps =
        Stream.of(
                email == null ? new Gap("email", "The contact has no e-mail address.") : null,
                customer == null ? new Gap("customerKey", "The contact has no account.") : null)
            .filter(gap -> gap != null)
            .toList();
    return List.of(
        Contact.builder(row.required(CONTACTS.key()))
            .name(name)
            .firstName(first)
            .lastName(last)
            .status(AccountsProfile.status(row))
            .email(email)
            .phone(row.phone("WorkPhone"))
            .mobile(row.phone("Mobile"))
            .jobTitle(row.text("JobTitle"))
            .customerKey(customer)
            .custom(AccountsProfile.custom(new FusionSettings(connection.settings()), row))
            .gaps(gaps)
            .build());
  }

  private static boolean receivables(Connection connection) {
    return new FusionSettings(connection.settings()).receivables();
  }
}
