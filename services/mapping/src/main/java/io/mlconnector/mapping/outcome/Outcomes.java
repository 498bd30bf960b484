package io.mlconnector.mapping.outcome;

import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.flow.kafka.BatchHandler;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.delivery.Decision;
import io.mlconnector.mapping.delivery.Deliveries;
import io.mlconnector.mapping.delivery.Lane;
import io.mlconnector.mapping.delivery.Mail;
import io.mlconnector.mapping.delivery.Redelivery;
import io.mlconnector.mapping.erasure.Refusals;
import io.mlconnector.mapping.mirror.Mirrors;
import io.mlconnector.mapping.record.Links;
import io.mlconnector.mapping.record.RefStates;
import io.mlconnector.mapping.record.UnreadableTable;
import io.mlconnector.mapping.route.RouteSet;
import io.mlconnector.mapping.route.Routes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes what became of deliveries: links move forward, states are noted, and whoever depends on a
 * link that came, moved or will not come is delivered again. A batch that comes again changes
 * nothing.
 */
@ApplicationScoped
public class Outcomes implements BatchHandler {

  private final Transactions transactions;
  private final Routes routes;
  private final Redelivery redelivery;
  private final Mirrors mirrors;
  private final Deliveries deliveries;
  private final Refusals refusals;
  private final Outbox outbox;

  public Outcomes(
      Transactions transactions,
      Routes routes,
      Redelivery redelivery,
      Mirrors mirrors,
      Deliveries deliveries,
      Refusals refusals,
      Outbox outbox) {
    this.mirrors = mirrors;
    this.deliveries = deliveries;
    this.transactions = transactions;
    this.routes = routes;
    this.redelivery = redelivery;
    this.refusals = refusals;
    this.outbox = outbox;
  }

  @Override
  public void handle(List<ConsumerRecord<String, byte[]>> batch) {
    Arrived arrived = Arrived.read(batch);
    RouteSet known = routes.current();
    while (!taken(arrived, known)) {
      known = routes.reload();
    }
    outbox.wake(Lane.NAME);
  }

  private boolean taken(Arrived arrived, RouteSet known) {
    return transactions.inTransaction(
        sql -> {
          if (!Routes.holds(sql, known)) {
            return false;
          }
          write(sql, arrived.only(refusals.without(sql, arrived.outcomes())), known);
          return true;
        });
  }

  private void write(Connection sql, Arrived arrived, RouteSet known) throws SQLException {
    List<Links.Moved> moved = Links.move(sql, "outcome", arrived.links());
    Set<String> news = RefStates.came(sql, arrived.outcomes());
    List<String> lost =
        arrived.outcomes().stream()
            .filter(Outcomes::ends)
            .map(outcome -> outcome.ref().toString())
            .filter(news::contains)
            .toList();
    Mail mail = new Mail(sql, outbox);
    redelivery.withParents(sql, moved, known, mail);
    redelivery.withoutParents(sql, lost, known, mail);
    List<Decision> merged = mirrors.came(sql, arrived.outcomes(), known);
    if (!merged.isEmpty()) {
      mail.add(deliveries.send(sql, merged, "", null).messages());
    }
    UnreadableTable.put(sql, arrived.unreadable());
    mail.send();
  }

  private static boolean ends(Outcome outcome) {
    return outcome.result() == Result.PARKED || outcome.result() == Result.DISMISSED;
  }
}
