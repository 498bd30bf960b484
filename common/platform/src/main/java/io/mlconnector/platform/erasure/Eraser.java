package io.mlconnector.platform.erasure;

import io.mlconnector.flow.erasure.Erasure;
import io.mlconnector.flow.erasure.Erasure.Done;
import io.mlconnector.flow.erasure.Erasure.Held;
import io.mlconnector.flow.erasure.Erasure.Lifted;
import io.mlconnector.flow.erasure.Suppressions;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Forgets a person in this service: what it keeps goes, and what comes later is not taken, both
 * from one commit on. Asked again, it removes what a step that was under way has left.
 */
@ApplicationScoped
public class Eraser {

  private final Transactions transactions;
  private final Suppressions suppressions;
  private final List<Room> rooms;

  public Eraser(Transactions transactions, Suppressions suppressions, @All List<Room> rooms) {
    this.transactions = transactions;
    this.suppressions = suppressions;
    this.rooms = rooms;
  }

  /** What is held of them. */
  public Held look(Erasure whom) {
    Subject subject = Subject.of(null, whom.checked());
    Tally tally = new Tally();
    transactions.run(
        sql -> {
          for (Room room : rooms) {
            room.look(sql, subject, tally);
          }
        });
    return new Held(tally.counts());
  }

  /** Forgets them, and keeps them from coming back. */
  public Done erase(String id, Erasure whom) {
    Subject subject = Subject.of(id, whom.checked());
    Tally tally = new Tally();
    transactions.run(
        sql -> {
          one(sql);
          suppressions.add(sql, id, whom.identifiers());
          for (Room room : rooms) {
            room.erase(sql, subject, tally);
          }
        });
    return new Done(tally.counts(), tally.open(), tally.why());
  }

  /** Lets what an erasure has named come back, with its next change. */
  public Lifted lift(String id) {
    return transactions.inTransaction(sql -> new Lifted(suppressions.lift(sql, id)));
  }

  /** One at a time: two that have something in common would wait for each other's rows. */
  private static void one(Connection sql) throws SQLException {
    Query.list(sql, row -> null, "select pg_advisory_xact_lock(hashtext('erasure'))");
  }
}
