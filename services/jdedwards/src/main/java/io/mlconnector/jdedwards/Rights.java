package io.mlconnector.jdedwards;

import io.mlconnector.spi.Check.Right;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks at what our user may do. */
final class Rights {

  private static final Map<String, List<String>> TABLES =
      Map.of(
          Tables.BOOK, Tables.BOOK_COLUMNS,
          Tables.CUSTOMERS, Tables.CUSTOMER_COLUMNS,
          Tables.SUPPLIERS, Tables.SUPPLIER_COLUMNS,
          Tables.PERSONS, Tables.PERSON_COLUMNS,
          Tables.PHONES, Tables.PHONE_COLUMNS,
          Tables.EMAILS, Tables.EMAIL_COLUMNS,
          Tables.ADDRESSES, Tables.ADDRESS_COLUMNS);

  private final Connection connection;

  Rights(Connection connection) {
    this.connection = connection;
  }

  /** Whether each table shows itself and its columns. */
  List<Right> reading() {
    Browser browser = new Browser(connection);
    List<Right> rights = new ArrayList<>();
    TABLES.keySet().stream()
        .sorted()
        .forEach(
            table ->
                rights.add(
                    right(
                        "read " + table,
                        "Give its role the data browser and row security for " + table + ".",
                        () -> browser.browse(Query.of(table, TABLES.get(table), 1)))));
    return rights;
  }

  private static Right right(String what, String hint, Runnable look) {
    try {
      look.run();
      return new Right(what, true, null);
    } catch (VendorFailure failure) {
      if (failure.kind() != Kind.REJECTED) {
        throw failure;
      }
      return new Right(what, false, failure.getMessage() + " " + hint);
    }
  }
}
