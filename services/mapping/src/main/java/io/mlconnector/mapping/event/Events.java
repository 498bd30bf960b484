package io.mlconnector.mapping.event;

import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.kafka.BatchHandler;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.delivery.Decider;
import io.mlconnector.mapping.delivery.Decision;
import io.mlconnector.mapping.delivery.Deliveries;
import io.mlconnector.mapping.delivery.Faults;
import io.mlconnector.mapping.delivery.Lane;
import io.mlconnector.mapping.delivery.Mail;
import io.mlconnector.mapping.delivery.MappingMeters;
import io.mlconnector.mapping.delivery.Redelivery;
import io.mlconnector.mapping.delivery.Wish;
import io.mlconnector.mapping.erasure.Refusals;
import io.mlconnector.mapping.record.Removals;
import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.record.Snapshots;
import io.mlconnector.mapping.record.TickTable;
import io.mlconnector.mapping.record.UnreadableTable;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.RouteSet;
import io.mlconnector.mapping.route.Routes;
import io.mlconnector.mapping.summary.Summaries;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes canonical events: in one transaction per batch the snapshots move forward, the live routes
 * decide, tickets are counted into summaries, and deliveries, summaries and audit entries go into
 * the outbox. A batch that comes again changes nothing.
 */
@ApplicationScoped
public class Events implements BatchHandler {

  private final Transactions transactions;
  private final Routes routes;
  private final Decider decider;
  private final Faults faults;
  private final Deliveries deliveries;
  private final Redelivery redelivery;
  private final Summaries summaries;
  private final Refusals refusals;
  private final Outbox outbox;
  private final Audits audits;
  private final MappingMeters meters;

  public Events(
      Transactions transactions,
      Routes routes,
      Decider decider,
      Faults faults,
      Deliveries deliveries,
      Redelivery redelivery,
      Summaries summaries,
      Refusals refusals,
      Outbox outbox,
      Audits audits,
      MappingMeters meters) {
    this.transactions = transactions;
    this.routes = routes;
    this.decider = decider;
    this.faults = faults;
    this.deliveries = deliveries;
    this.redelivery = redelivery;
    this.summaries = summaries;
    this.refusals = refusals;
    this.outbox = outbox;
    this.audits = audits;
    this.meters = meters;
  }

  @Override
  public void handle(List<ConsumerRecord<String, byte[]>> batch) {
    Incoming incoming = Incoming.read(batch);
    RouteSet known = routes.current();
    while (!taken(incoming, known)) {
      known = routes.reload();
    }
    outbox.wake(Lane.NAME);
  }

  /** Whether the batch could be decided by these routes. */
  private boolean taken(Incoming incoming, RouteSet known) {
    List<Decision> decisions = decider.decide(wishes(incoming, known));
    if (faults.report(decisions)) {
      return false;
    }
    return transactions.inTransaction(
        sql -> {
          if (!Routes.holds(sql, known)) {
            return false;
          }
          write(sql, incoming, decisions, known);
          return true;
        });
  }

  private void write(Connection sql, Incoming incoming, List<Decision> decisions, RouteSet known)
      throws SQLException {
    Set<Snapshot> stored = new HashSet<>(Snapshots.store(sql, incoming.newest()));
    Refusals.Refused refused = refusals.late(sql, incoming.newest());
    Set<Snapshot> states = new HashSet<>(stored);
    states.removeAll(refused.erased().keySet());
    states.addAll(refused.erased().values());
    stored.removeAll(refused.erased().keySet());
    List<Message> counted = summaries.after(sql, states);
    List<Decision> news =
        decisions.stream().filter(each -> stored.contains(source(each, incoming))).toList();
    Deliveries.Written written = deliveries.write(sql, news, "", null);
    Mail mail = new Mail(sql, outbox);
    mail.add(written.messages());
    mail.add(superseded(incoming, known));
    mail.add(counted);
    mail.add(refused.messages());
    redelivery.withoutParents(sql, written.without(), known, mail);
    UnreadableTable.put(sql, incoming.unreadable());
    Removals.put(sql, incoming.reasonsOf(stored));
    TickTable.prune(sql, states.stream().map(each -> each.key().toString()).toList());
    mail.send();
    count(incoming, stored.size(), refused.erased().size());
  }

  /** A removed record was decided with the data that it had, but came without. */
  private static Snapshot source(Decision decision, Incoming incoming) {
    if (!decision.snapshot().removed()) {
      return decision.snapshot();
    }
    return incoming.newest().stream()
        .filter(each -> each.event().equals(decision.snapshot().event()))
        .findFirst()
        .orElseThrow();
  }

  private List<Wish> wishes(Incoming incoming, RouteSet known) {
    Map<String, Snapshot> removed = removed(incoming, known);
    List<Wish> wishes = new ArrayList<>();
    for (Snapshot snapshot : incoming.newest()) {
      for (CompiledRoute route : known.live(snapshot.key().connection(), snapshot.key().entity())) {
        wishes.add(new Wish(route, removed.getOrDefault(snapshot.key().toString(), snapshot)));
      }
    }
    return wishes;
  }

  /** Removed records with the data that they had, which their routes' rules may look at. */
  private Map<String, Snapshot> removed(Incoming incoming, RouteSet known) {
    Map<String, Snapshot> removed = new LinkedHashMap<>();
    incoming.newest().stream()
        .filter(Snapshot::removed)
        .filter(each -> !known.live(each.key().connection(), each.key().entity()).isEmpty())
        .forEach(each -> removed.put(each.key().toString(), each));
    if (!removed.isEmpty()) {
      transactions
          .inTransaction(sql -> Snapshots.find(sql, List.copyOf(removed.keySet())))
          .forEach(
              before ->
                  removed.computeIfPresent(
                      before.key().toString(), (key, now) -> now.withData(before.data())));
    }
    return removed;
  }

  private List<Message> superseded(Incoming incoming, RouteSet known) {
    Map<String, List<AuditItem>> byConnection = new LinkedHashMap<>();
    for (Snapshot snapshot : incoming.superseded()) {
      if (!known.live(snapshot.key().connection(), snapshot.key().entity()).isEmpty()) {
        byConnection
            .computeIfAbsent(snapshot.key().connection(), id -> new ArrayList<>())
            .add(
                new AuditItem(
                    snapshot.journey(),
                    snapshot.key().toString(),
                    null,
                    null,
                    null,
                    snapshot.sequence().toString(),
                    null,
                    "a newer change of the record came with it",
                    List.of()));
      }
    }
    List<Message> messages = new ArrayList<>();
    byConnection.forEach(
        (connection, items) ->
            messages.addAll(
                audits.messages(
                    audits.event(
                        Audits.id(),
                        Step.SUPERSEDED,
                        connection,
                        null,
                        items.size(),
                        items,
                        null))));
    return messages;
  }

  private void count(Incoming incoming, int stored, int refused) {
    int readable = incoming.size() - incoming.unreadable().size();
    meters.events("new", stored);
    meters.events("superseded", incoming.superseded().size());
    meters.events("unreadable", incoming.unreadable().size());
    meters.events("refused", refused);
    meters.events("repeated", readable - stored - refused - incoming.superseded().size());
  }
}
