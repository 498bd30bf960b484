package io.mlconnector.mapping.aside;

import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.aside.AsideTable.Chosen;
import io.mlconnector.mapping.aside.AsideTable.Parked;
import io.mlconnector.mapping.delivery.Lane;
import io.mlconnector.mapping.delivery.Mail;
import io.mlconnector.mapping.delivery.Redelivery;
import io.mlconnector.mapping.route.RouteSet;
import io.mlconnector.mapping.route.Routes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * What people decide about records that a route made no delivery of: mapped again by the route as
 * it is now, or given up. Such a record is decided anew by its next change in any case.
 */
@ApplicationScoped
public class AsideKeeper {

  private final Transactions transactions;
  private final Routes routes;
  private final Redelivery redelivery;
  private final Audits audits;
  private final Outbox outbox;

  public AsideKeeper(
      Transactions transactions,
      Routes routes,
      Redelivery redelivery,
      Audits audits,
      Outbox outbox) {
    this.transactions = transactions;
    this.routes = routes;
    this.redelivery = redelivery;
    this.audits = audits;
    this.outbox = outbox;
  }

  /**
   * What was done.
   *
   * @param records how many; those that were not parked any more do not count
   * @param last where to go on behind; null where none was left
   */
  public record Done(int records, String last) {}

  /**
   * Maps records again.
   *
   * @throws Problem 409 where their route is not live, for only a live one sends anything
   */
  public Done retry(Chosen chosen, String author) {
    for (int attempt = 0; attempt < 5; attempt++) {
      RouteSet known = routes.newest();
      String words = "Retried by " + author;
      Done done = transactions.inTransaction(sql -> retried(sql, chosen, known, words));
      if (done != null) {
        outbox.wake(Lane.NAME);
        return done;
      }
    }
    throw Problem.unavailable("The routes are being changed; try again", Duration.ofSeconds(2));
  }

  private Done retried(Connection sql, Chosen chosen, RouteSet known, String words)
      throws SQLException {
    if (!Routes.holds(sql, known)) {
      return null;
    }
    List<Parked> parked = AsideTable.chosen(sql, chosen);
    parked.stream()
        .map(Parked::route)
        .distinct()
        .filter(route -> known.named(route).filter(each -> each.route().live()).isEmpty())
        .findFirst()
        .ifPresent(
            route -> {
              throw Problem.conflict(
                  "Route %s is not live, so it maps nothing: let it go live first"
                      .formatted(route));
            });
    Mail mail = new Mail(sql, outbox);
    mail.add(audited(Step.RETRIED, parked, words));
    redelivery.again(
        sql, parked.stream().map(each -> Ref.parse(each.ref())).toList(), known, "person", mail);
    mail.send();
    return done(parked);
  }

  /**
   * Gives records up.
   *
   * @param why in the person's words
   */
  public Done dismiss(Chosen chosen, String why, String author) {
    Done done =
        transactions.inTransaction(
            sql -> {
              List<Parked> parked = AsideTable.chosen(sql, chosen);
              String words = "Dismissed by %s: %s".formatted(author, why.strip());
              AsideTable.dismiss(sql, parked, words);
              Mail mail = new Mail(sql, outbox);
              mail.add(audited(Step.DISMISSED, parked, words));
              mail.send();
              return done(parked);
            });
    outbox.wake(Lane.NAME);
    return done;
  }

  private static Done done(List<Parked> parked) {
    return new Done(parked.size(), parked.isEmpty() ? null : parked.get(parked.size() - 1).ref());
  }

  private List<Message> audited(Step step, List<Parked> parked, String words) {
    if (parked.isEmpty()) {
      return List.of();
    }
    Ref first = Ref.parse(parked.get(0).ref());
    List<AuditItem> items =
        parked.stream()
            .map(
                each ->
                    new AuditItem(
                        each.journey(),
                        each.record(),
                        each.ref(),
                        null,
                        null,
                        null,
                        each.route(),
                        words,
                        List.of()))
            .toList();
    return audits.messages(
        audits.event(
            Audits.id(), step, first.connection(), first.object(), items.size(), items, null));
  }
}
