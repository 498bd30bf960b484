package io.mlconnector.platform.vendor;

import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Until when the certificates hold that vendors' hosts showed when they were last connected to. */
@ApplicationScoped
public class CertificateTable {

  private static final Log LOG = Log.of(CertificateTable.class);

  private static final String PUT =
      """
      insert into vendor_certificate (connection, host, ends, seen)
      select id, ?::text, ?::timestamptz, ?::timestamptz from connection where id = ?
      on conflict (connection, host) do update set ends = excluded.ends, seen = excluded.seen\
      """;

  private final Transactions transactions;
  private final Clock clock;

  CertificateTable(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** One of them; {@code seen} is when a host showed it first to the replica that told. */
  public record Seen(String connection, String host, Instant ends, Instant seen) {}

  /** Keeps it. A call to a vendor does not fail because this is not kept; the next start tells. */
  void seen(String connection, String host, Instant ends) {
    try {
      transactions.run(
          sql ->
              Query.update(
                  sql,
                  PUT,
                  host,
                  Timestamp.from(ends),
                  Timestamp.from(clock.instant()),
                  connection));
    } catch (DatabaseUnavailable e) {
      LOG.warn(e, "The end of a certificate is not kept", "connection", connection, "host", host);
    }
  }

  /** All of them. */
  public List<Seen> all() {
    return transactions.inTransaction(
        sql -> {
          List<Seen> all = new ArrayList<>();
          Query.list(
              sql,
              row ->
                  all.add(
                      new Seen(
                          row.getString(1),
                          row.getString(2),
                          row.getTimestamp(3).toInstant(),
                          row.getTimestamp(4).toInstant())),
              "select connection, host, ends, seen from vendor_certificate");
          return all;
        });
  }
}
