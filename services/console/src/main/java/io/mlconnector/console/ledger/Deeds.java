package io.mlconnector.console.ledger;

import io.mlconnector.console.systems.InNameOf;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What people did by this console, the newest first. */
@ApplicationScoped
public class Deeds {

  public static final int PAGE = 100;

  private static final String PAGE_OF =
      """
      select at, connection, scope, message from audit_event
      where service = 'console' and at < ? and %s order by at desc limit ?
      """;

  private final Transactions transactions;
  private final InNameOf names;

  public Deeds(Transactions transactions, InNameOf names) {
    this.names = names;
    this.transactions = transactions;
  }

  /**
   * Something that somebody did.
   *
   * @param connection null for what is about none
   * @param scope a stream, an object or a route; null for none
   */
  public record Deed(Instant at, String connection, String scope, String message) {}

  /**
   * Those before a time that the person sees: of connections in the scope, and, where it is all
   * connections, also those that are about none.
   */
  public List<Deed> before(Instant time) {
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement select =
              sql.prepareStatement(PAGE_OF.formatted(names.scope().condition("connection")))) {
            select.setTimestamp(1, Timestamp.from(time));
            select.setInt(2, PAGE);
            List<Deed> deeds = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                deeds.add(
                    new Deed(
                        rows.getTimestamp(1).toInstant(),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4)));
              }
            }
            return deeds;
          }
        });
  }
}
