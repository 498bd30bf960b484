package io.mlconnector.console.ledger;

import io.mlconnector.console.ledger.Spans.Span;
import io.mlconnector.console.systems.InNameOf;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
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
      where service = 'console' and %s and %s order by at desc limit ?
      """;

  private final Transactions transactions;
  private final InNameOf names;
  private final Spans spans;

  public Deeds(Transactions transactions, InNameOf names, Spans spans) {
    this.names = names;
    this.spans = spans;
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
    String seen = names.scope().condition("connection");
    List<Deed> deeds = new ArrayList<>();
    for (Span span : spans.back(null, time)) {
      if (deeds.size() < PAGE) {
        deeds.addAll(
            transactions.inTransaction(
                sql ->
                    Query.list(
                        sql,
                        row ->
                            new Deed(
                                row.getTimestamp(1).toInstant(),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4)),
                        PAGE_OF.formatted(span.condition(), seen),
                        PAGE - deeds.size())));
      }
    }
    return deeds;
  }
}
