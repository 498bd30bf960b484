package io.mlconnector.fusion;

import io.mlconnector.spi.Check.Right;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.SourceStream;
import io.mlconnector.spi.VendorFailure;
import java.util.ArrayList;
import java.util.List;

/** Whether the finance streams that are switched on can be read, and what to do where not. */
final class FinanceRights {

  static final List<SourceStream<?>> STREAMS =
      List.of(
          new FinanceStream(new PayablesInvoices()),
          new FinanceStream(new ReceivablesInvoices()),
          new FinanceStream(new Payments()),
          new FinanceStream(new Suppliers()),
          new FinanceStream(new PurchaseOrders()),
          new GlPostings(),
          new GlAccounts());

  private FinanceRights() {}

  static List<Right> of(Connection connection) {
    List<Right> rights = new ArrayList<>();
    for (SourceStream<?> stream : STREAMS) {
      if (connection.streams().contains(stream.name())) {
        rights.add(right(connection, stream));
      }
    }
    return rights;
  }

  private static Right right(Connection connection, SourceStream<?> stream) {
    String what = "read " + stream.name();
    try {
      stream.selfTest(connection);
      return new Right(what, true, null);
    } catch (VendorFailure e) {
      boolean refused = e.status() == 401 || e.status() == 403;
      if (!refused && e.kind() != VendorFailure.Kind.REJECTED) {
        throw e;
      }
      return new Right(what, false, e.getMessage());
    }
  }
}
