package io.mlconnector.console.ledger;

import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** How much of what has happened lately, from the ledger in one statement. */
@ApplicationScoped
public class Counters {

  /** Records per step in the last minute, hour and day. */
  public record Counter(String step, long minute, long hour, long day) {}

  private final Transactions transactions;

  public Counters(Transactions transactions) {
    this.transactions = transactions;
  }

  public List<Counter> lately() {
    return transactions.inTransaction(
        sql -> {
          List<Counter> counters = new ArrayList<>();
          try (PreparedStatement select =
                  sql.prepareStatement(
                      """
                      select step,
                        coalesce(sum(count) filter (where at > now() - interval '1 minute'), 0),
                        coalesce(sum(count) filter (where at > now() - interval '1 hour'), 0),
                        sum(count)
                      from audit_event where at > now() - interval '1 day'
                      group by step having sum(count) > 0 order by step
                      """);
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              counters.add(
                  new Counter(
                      rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getLong(4)));
            }
          }
          return counters;
        });
  }
}
