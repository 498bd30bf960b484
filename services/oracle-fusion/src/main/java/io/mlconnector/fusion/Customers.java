package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Contact;
import io.mlconnector.canonical.Customer;
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

/** Customers, from the resource that the connection's profile names. */
final class Customers implements SourceStream<FusionRow> {

  @Override
  public String name() {
    return "customers";
  }

  @Override
  public List<String> entities() {
    return List.of(Customer.ENTITY, Contact.ENTITY);
  }

  @Override
  public PollSpec poll(Settings settings) {
    return PollSpec.incremental(new FusionSettings(settings).overlap());
  }

  @Override
  public void selfTest(Connection connection) {
    Resource customers = profile(connection).resource();
    customers.selfTest(connection);
    FusionSettings settings = new FusionSettings(connection.settings());
    Orders.of(settings).ifPresent(orders -> orders.selfTest(connection, customers));
    if (settings.owesByInvoices()) {
      Invoices.selfTest(connection);
    }
  }

  @Override
  public Page<FusionRow> fetch(Connection connection, Cursor cursor) {
    CustomerProfile profile = profile(connection);
    Page<JsonNode> page = profile.resource().fetch(connection, cursor);
    return new Page<>(
        profile.rows(connection, page.records()), page.unreadable(), page.next(), page.last());
  }

  @Override
  public int keysPerCall() {
    return Resource.KEYS_PER_CALL;
  }

  @Override
  public Page<FusionRow> fetchByKeys(Connection connection, List<String> keys) {
    CustomerProfile profile = profile(connection);
    Resource resource = profile.resource();
    List<JsonNode> rows = resource.byValues(connection, resource.key(), keys);
    return new Page<>(
        profile.rows(connection, rows), resource.unsaid(connection, keys), null, true);
  }

  @Override
  public Optional<Instant> changed(FusionRow row) {
    return new JsonRow(row.json()).stamp("LastUpdateDate");
  }

  @Override
  public String key(FusionRow row) {
    // The two profiles name their keys differently, and no row has both.
    String party = row.text(AccountsProfile.KEY);
    return party != null ? party : row.text(ReceivablesProfile.KEY);
  }

  @Override
  public List<CanonicalRecord> translate(Connection connection, FusionRow row, Instant asOf) {
    return profile(connection).translate(new FusionSettings(connection.settings()), row);
  }

  private static CustomerProfile profile(Connection connection) {
    return new FusionSettings(connection.settings()).receivables()
        ? new ReceivablesProfile()
        : new AccountsProfile();
  }
}
