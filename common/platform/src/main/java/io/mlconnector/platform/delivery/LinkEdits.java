package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.owner.Owned;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Links that people set or take away. Whatever is delivered next is written to the record that the
 * link names; nothing is written at the system now.
 */
@ApplicationScoped
public class LinkEdits {

  private static final String OWNER =
      "select ref from link where connection = ? and object = ? and target_key = ?"
          + " and not shared and ref <> ?";

  private static final String PUT =
      """
      insert into link (ref, connection, object, target_key, shared, sequence, ord, delivery,
                        written)
      values (?, ?, ?, ?, false, ?, 0, ?, ?)
      on conflict (ref) do update
        set target_key = excluded.target_key, shared = false, flagged = null,
            sequence = excluded.sequence, ord = 0, delivery = excluded.delivery,
            written = excluded.written, changed = now()
      """;

  private final Transactions transactions;

  public LinkEdits(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Links a ref to a target record, or to none.
   *
   * @param key null to unlink
   * @throws Problem 409 where the record belongs to another ref
   */
  public void set(Owned owned, Ref ref, String key) {
    transactions.run(
        sql -> {
          owned.lease().guard(sql);
          if (key == null) {
            Query.update(sql, "delete from link where ref = ?", ref.toString());
          } else {
            put(sql, ref, key);
          }
        });
  }

  private static void put(Connection sql, Ref ref, String key) throws SQLException {
    List<String> owners =
        Query.list(
            sql,
            row -> row.getString(1),
            OWNER,
            ref.connection(),
            ref.object(),
            key,
            ref.toString());
    if (!owners.isEmpty()) {
      throw Problem.conflict(Links.belongs(key, owners.get(0)));
    }
    Query.update(
        sql,
        PUT,
        ref.toString(),
        ref.connection(),
        ref.object(),
        key,
        Sequence.NONE.toString(),
        "link/" + UUID.randomUUID(),
        Sequence.NONE.toString());
  }
}
