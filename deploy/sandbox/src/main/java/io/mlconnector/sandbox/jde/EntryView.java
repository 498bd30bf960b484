package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.Collection;

/**
 * An address book entry with all that belongs to it: {@code AddressNumber}, the master row, the
 * address in effect today, the customer rows by company, the supplier row, e-mails, phones and the
 * lines of the who's who.
 */
final class EntryView {

  private EntryView() {}

  static ObjectNode of(AddressBook book, long number) {
    Database database = book.database();
    ObjectNode all = SandboxJson.object().put(Catalog.ADDRESS_NUMBER, number);
    all.set("master", Values.plain(book.master(number)));
    Row address = book.addressOn(number, book.today());
    all.set("address", address == null ? null : Values.plain(address));
    ObjectNode companies = all.putObject("companies");
    for (Row row : database.rows(Tables.CUSTOMERS, number)) {
      companies.set(row.text("CO"), Values.plain(row));
    }
    Row supplier = database.row(Tables.SUPPLIERS, number);
    all.set("supplier", supplier == null ? null : Values.plain(supplier));
    all.set("emails", rows(database.rows(Tables.EMAILS, number)));
    all.set("phones", rows(database.rows(Tables.PHONES, number)));
    all.set("addresses", rows(database.rows(Tables.ADDRESSES, number)));
    all.set("lines", rows(database.rows(Tables.WHOS_WHO, number)));
    return all;
  }

  private static ArrayNode rows(Collection<Row> rows) {
    ArrayNode all = SandboxJson.array();
    rows.forEach(row -> all.add(Values.plain(row)));
    return all;
  }
}
