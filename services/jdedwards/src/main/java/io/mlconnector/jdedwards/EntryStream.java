package io.mlconnector.jdedwards;

import io.mlconnector.canonical.Address;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.SourceStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Entries of the address book: changed ones by the stamps of every table that we read, all of them
 * each night, since a row that a program changed without a stamp, or deleted, tells nobody.
 */
abstract class EntryStream implements SourceStream<Entry> {

  private final String name;
  private final String entity;
  private final Party party;
  private final List<String> tables;

  EntryStream(String name, String entity, Party party, List<String> tables) {
    this.name = name;
    this.entity = entity;
    this.party = party;
    this.tables = List.copyOf(tables);
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
  public PollSpec poll(Settings settings) {
    return PollSpec.incremental(JdeSettings.overlap(settings));
  }

  @Override
  public final void selfTest(Connection connection) {
    Query some = new AddressBook(connection, party).book();
    DateProof.run(connection, some);
    new Scan(connection, party).selfTest();
  }

  @Override
  public Page<Entry> fetch(Connection connection, Cursor cursor) {
    if (cursor.from() == null && !Changes.goesOn(cursor)) {
      return new Scan(connection, party).page(cursor.page());
    }
    Changes.Found changed = new Changes(connection, tables).next(cursor);
    return Page.of(new AddressBook(connection, party).entries(changed.an8s()), changed.next());
  }

  @Override
  public final int keysPerCall() {
    return 100;
  }

  @Override
  public final Page<Entry> fetchByKeys(Connection connection, List<String> keys) {
    return Page.of(new AddressBook(connection, party).entries(Numbers.of(keys)), null);
  }

  @Override
  public final String key(Entry entry) {
    return entry.an8();
  }

  @Override
  public final List<CanonicalRecord> translate(Connection connection, Entry entry, Instant asOf) {
    JdeSettings settings = new JdeSettings(connection);
    LocalDate today = asOf.atZone(connection.timeZone()).toLocalDate();
    entry.sane(today, settings.earliest());
    Address address =
        entry
            .address(today, settings.earliest())
            .map(row -> address(row, settings.country(row.text("CTR"))))
            .orElse(null);
    return Collections.singletonList(translate(settings, entry, address));
  }

  abstract CanonicalRecord translate(JdeSettings settings, Entry entry, Address address);

  private static Address address(GridRow row, String country) {
    Address address =
        new Address(
            row.text("ADD1"),
            row.text("ADD2"),
            row.text("CTY1"),
            row.text("ADDS"),
            row.text("ADDZ"),
            country);
    return address.equals(new Address(null, null, null, null, null, null)) ? null : address;
  }

  /** A column of whichever table has it. */
  static String value(Entry entry, ColumnName column, Optional<GridRow> master) {
    return column.table().equals(Tables.BOOK)
        ? entry.book().text(column.column())
        : master.map(row -> row.text(column.column())).orElse(null);
  }
}
