package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.SourceStream;
import java.time.Instant;
import java.util.List;

/**
 * Customers or vendors, all of them each time: neither set has a stamp, and an ETag does not move
 * with an e-mail address, a phone number or an address.
 */
abstract class AccountStream implements SourceStream<AccountRow> {

  private final String name;
  private final String entity;
  private final String number;
  private final List<String> fields;
  private final String moreFields;

  /**
   * A stream.
   *
   * @param number the field with the account number
   * @param moreFields the setting that names further ones to be carried along
   */
  AccountStream(String name, String entity, String number, List<String> fields, String moreFields) {
    this.name = name;
    this.entity = entity;
    this.number = number;
    this.fields = AccountRow.with(List.of(EntitySet.COMPANY, number), fields);
    this.moreFields = moreFields;
  }

  /** The entity set's name. */
  abstract String set(DynamicsSettings settings);

  abstract CanonicalRecord translate(AccountRow row, List<String> custom);

  private EntitySet entitySet(Connection connection) {
    DynamicsSettings settings = new DynamicsSettings(connection.settings());
    return new EntitySet(
        set(settings),
        number,
        AccountRow.with(AccountRow.with(fields, AccountRow.ADDRESS), custom(connection)));
  }

  private List<String> custom(Connection connection) {
    return new DynamicsSettings(connection.settings()).attributes(moreFields);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final List<String> entities() {
    return List.of(entity);
  }

  @Override
  public final PollSpec poll(Settings settings) {
    return PollSpec.snapshot();
  }

  @Override
  public final void selfTest(Connection connection) {
    entitySet(connection).selfTest(connection);
  }

  @Override
  public final Page<AccountRow> fetch(Connection connection, Cursor cursor) {
    EntitySet.Scanned scanned = entitySet(connection).scan(connection, cursor);
    return Page.of(rows(scanned.rows()), scanned.next());
  }

  @Override
  public final int keysPerCall() {
    return Batch.MOST;
  }

  @Override
  public final Page<AccountRow> fetchByKeys(Connection connection, List<String> keys) {
    return Page.of(rows(entitySet(connection).byKeys(connection, keys)), null);
  }

  private static List<AccountRow> rows(List<JsonNode> items) {
    return items.stream().map(AccountRow::new).toList();
  }

  @Override
  public final String key(AccountRow row) {
    return AccountKey.of(row.json(), number).toString();
  }

  @Override
  public final List<CanonicalRecord> translate(
      Connection connection, AccountRow row, Instant asOf) {
    return List.of(translate(row, custom(connection)));
  }
}
