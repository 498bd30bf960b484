package io.mlconnector.zoho;

import io.mlconnector.spi.Check.Right;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.zoho.api.WatchApi;
import java.util.ArrayList;
import java.util.List;

/** What a connection may do with a module, and what the organization has yet to make there. */
final class Rights {

  private Rights() {}

  static List<Right> of(Connection connection, Kind kind) {
    String read = "read " + kind.module();
    Fields fields;
    try {
      fields = Fields.live(connection, kind);
      Coql.ask(connection, Coql.select(List.of("id"), kind.module()) + "id is not null", 1);
    } catch (VendorFailure e) {
      if (e.kind() != VendorFailure.Kind.REJECTED) {
        throw e;
      }
      return List.of(new Right(read, false, e.getMessage()));
    }
    List<Right> rights = new ArrayList<>();
    rights.add(new Right(read, true, null));
    if (!kind.keyField(connection.settings()).equals(KeyField.NONE)) {
      rights.add(key(connection, kind, fields));
    }
    return rights;
  }

  static Right notifications(Connection connection) {
    String what = "be notified";
    try {
      connection.client(WatchApi.class).list(Kind.ACCOUNT.module());
      return new Right(what, true, null);
    } catch (VendorFailure e) {
      if (e.kind() != VendorFailure.Kind.REJECTED) {
        throw e;
      }
      return new Right(what, false, e.getMessage());
    }
  }

  private static Right key(Connection connection, Kind kind, Fields fields) {
    String what = "write " + kind.object();
    return KeyField.problem(kind, kind.keyField(connection.settings()), fields)
        .map(problem -> new Right(what, false, problem))
        .orElseGet(() -> new Right(what, true, null));
  }
}
