package io.mlconnector.mapping.preview;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.delivery.Lane;
import io.mlconnector.mapping.delivery.Mail;
import io.mlconnector.mapping.delivery.Redelivery;
import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.RouteSet;
import io.mlconnector.mapping.route.Routes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Delivers those records again whose target was seen to differ. */
@ApplicationScoped
public class Repairs {

  private final Transactions transactions;
  private final Routes routes;
  private final Redelivery redelivery;
  private final Outbox outbox;

  public Repairs(Transactions transactions, Routes routes, Redelivery redelivery, Outbox outbox) {
    this.transactions = transactions;
    this.routes = routes;
    this.redelivery = redelivery;
    this.outbox = outbox;
  }

  /**
   * @param seen one preview per record, in order
   */
  void deliver(CompiledRoute route, List<Snapshot> records, List<Preview> seen) {
    List<Ref> differing = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      if (seen.get(i).outcome().equals("update")) {
        differing.add(route.ref(records.get(i).key()));
      }
    }
    if (!differing.isEmpty()) {
      again(differing, "repair");
    }
  }

  /** Delivers the newest snapshots of these refs again, by the routes that are live now. */
  public void again(List<Ref> refs, String cause) {
    for (int attempt = 0; attempt < 5; attempt++) {
      RouteSet known = routes.newest();
      if (delivered(refs, cause, known)) {
        outbox.wake(Lane.NAME);
        return;
      }
    }
    throw Problem.unavailable("The routes are being changed; try again", Duration.ofSeconds(2));
  }

  private boolean delivered(List<Ref> refs, String cause, RouteSet known) {
    return transactions.inTransaction(
        sql -> {
          if (!Routes.holds(sql, known)) {
            return false;
          }
          Mail mail = new Mail(sql, outbox);
          redelivery.again(sql, refs, known, cause, mail);
          mail.send();
          return true;
        });
  }
}
