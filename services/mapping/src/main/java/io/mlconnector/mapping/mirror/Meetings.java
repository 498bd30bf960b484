package io.mlconnector.mapping.mirror;

import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.delivery.Decision;
import io.mlconnector.mapping.delivery.Deliveries;
import io.mlconnector.mapping.delivery.Lane;
import io.mlconnector.mapping.delivery.Mail;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.RouteSet;
import io.mlconnector.mapping.route.Routes;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Lets records meet their counterparts, page by page, on whichever replica looks next. */
@ApplicationScoped
public class Meetings {

  private static final Log LOG = Log.of(Meetings.class);
  private static final int PAGE = 200;

  private final Transactions transactions;
  private final Routes routes;
  private final Mirrors mirrors;
  private final Deliveries deliveries;
  private final Outbox outbox;

  public Meetings(
      Transactions transactions,
      Routes routes,
      Mirrors mirrors,
      Deliveries deliveries,
      Outbox outbox) {
    this.transactions = transactions;
    this.routes = routes;
    this.mirrors = mirrors;
    this.deliveries = deliveries;
    this.outbox = outbox;
  }

  /** Lets those meet that can, until no more can. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public void goOn() {
    try {
      RouteSet known = routes.newest();
      for (Mirror mirror : known.mirrors()) {
        while (mirror.live() && page(known, mirror)) {
          LOG.debug("Records meet", "mirror", mirror.id());
        }
      }
    } catch (DatabaseUnavailable e) {
      LOG.debug("Meetings wait for the database");
    }
  }

  private boolean page(RouteSet known, Mirror mirror) {
    boolean any =
        transactions.inTransaction(
            sql -> {
              if (!Routes.holds(sql, known)) {
                return false;
              }
              List<Decision> met = mirrors.meet(sql, mirror, PAGE);
              deliver(sql, met);
              List<Decision> asked = mirrors.askAgain(sql, mirror, PAGE);
              deliver(sql, asked);
              return !met.isEmpty() || !asked.isEmpty();
            });
    outbox.wake(Lane.NAME);
    return any;
  }

  private void deliver(Connection sql, List<Decision> decisions) throws SQLException {
    if (!decisions.isEmpty()) {
      Mail mail = new Mail(sql, outbox);
      mail.add(deliveries.send(sql, decisions, "", null).messages());
      mail.send();
    }
  }
}
