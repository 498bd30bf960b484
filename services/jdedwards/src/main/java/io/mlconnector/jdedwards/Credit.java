package io.mlconnector.jdedwards;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.PollSpec.Kind;
import io.mlconnector.spi.Settings;
import java.util.List;

/**
 * Customers whose credit limit, terms or hold changed: a look at the customer master alone, cheap
 * enough for a shorter schedule. All else is left to the customers' own stream.
 */
final class Credit extends Customers {

  Credit() {
    super("credit", List.of(Tables.CUSTOMERS));
  }

  @Override
  public String records() {
    return NAME;
  }

  @Override
  public PollSpec poll(Settings settings) {
    return new PollSpec(Kind.INCREMENTAL, JdeSettings.overlap(settings), false);
  }

  @Override
  public Page<Entry> fetch(Connection connection, Cursor cursor) {
    boolean everything = cursor.from() == null && !Changes.goesOn(cursor);
    return everything ? Page.of(List.of(), null) : super.fetch(connection, cursor);
  }
}
