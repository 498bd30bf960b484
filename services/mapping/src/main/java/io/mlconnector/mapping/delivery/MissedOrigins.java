package io.mlconnector.mapping.delivery;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.record.OriginTable;
import io.mlconnector.mapping.route.RouteSet;
import io.mlconnector.mapping.route.Routes;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Finds what waits for a link that came in the very moment in which it was looked for: then neither
 * of the two transactions saw the other.
 */
@ApplicationScoped
public class MissedOrigins {

  private static final Log LOG = Log.of(MissedOrigins.class);
  private static final int PAGE = 500;

  private final Transactions transactions;
  private final Routes routes;
  private final Redelivery redelivery;
  private final Outbox outbox;

  public MissedOrigins(
      Transactions transactions, Routes routes, Redelivery redelivery, Outbox outbox) {
    this.transactions = transactions;
    this.routes = routes;
    this.redelivery = redelivery;
    this.outbox = outbox;
  }

  @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    try {
      if (again() > 0) {
        outbox.wake(Lane.NAME);
      }
    } catch (DatabaseUnavailable e) {
      LOG.debug("Links that came unseen are looked for again later", "cause", e.getMessage());
    }
  }

  /** Decides again; how many there were, 500 at most. */
  public int again() {
    RouteSet known = routes.newest();
    return transactions.inTransaction(
        sql -> {
          List<Ref> missed = OriginTable.missed(sql, PAGE);
          if (missed.isEmpty() || !Routes.holds(sql, known)) {
            return 0;
          }
          OriginTable.noNews(sql, missed);
          Mail mail = new Mail(sql, outbox);
          redelivery.again(sql, missed, known, "origin", mail);
          mail.send();
          return missed.size();
        });
  }
}
