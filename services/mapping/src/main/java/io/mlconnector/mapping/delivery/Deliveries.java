package io.mlconnector.mapping.delivery;

import io.mlconnector.canonical.Topics;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.mapping.mirror.Mirrors;
import io.mlconnector.mapping.record.Dependencies;
import io.mlconnector.mapping.record.Dependencies.Dependency;
import io.mlconnector.mapping.record.OriginTable;
import io.mlconnector.mapping.record.RefState;
import io.mlconnector.mapping.record.RefStates;
import io.mlconnector.mapping.route.Mapped;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns decisions into stored states and messages, with one statement per table however many they
 * are.
 */
@ApplicationScoped
public class Deliveries {

  private final Mirrors mirrors;
  private final Topics topics;
  private final Audits audits;
  private final MappingMeters meters;

  public Deliveries(Mirrors mirrors, Topics topics, Audits audits, MappingMeters meters) {
    this.mirrors = mirrors;
    this.topics = topics;
    this.audits = audits;
    this.meters = meters;
  }

  /**
   * What was written.
   *
   * @param messages to be put into the outbox at the end of the transaction
   * @param without refs that got no delivery, so that nobody should wait for them
   */
  public record Written(List<Message> messages, Set<String> without) {}

  /**
   * Writes decisions: at most one per ref.
   *
   * @param cause why, beside the event itself; see {@link DeliveryIds}
   * @param seen when the cause was first seen; null for when each record's change was
   */
  public Written write(Connection sql, List<Decision> made, String cause, Instant seen)
      throws SQLException {
    return send(sql, mirrors.merged(sql, made), cause, seen);
  }

  /** Writes decisions that are merged already. */
  public Written send(Connection sql, List<Decision> made, String cause, Instant seen)
      throws SQLException {
    Origins.Resolved resolved = Origins.resolve(sql, withoutNeedlessRemovals(sql, made));
    List<Decision> decisions = AccountNumbers.claim(sql, resolved.decisions());
    OriginTable.put(sql, resolved.children(), resolved.waits());
    mirrors.refused(sql, made, decisions);
    Map<String, Long> orders =
        RefStates.decided(sql, decisions.stream().map(each -> state(each, cause)).toList());
    Map<String, String> missing = RefStates.missing(sql, parents(decisions));
    Dependencies.put(sql, dependencies(decisions));
    List<Message> messages = new ArrayList<>();
    Set<String> without = new LinkedHashSet<>();
    Steps steps = new Steps();
    for (Decision decision : decisions) {
      String ref = decision.ref().toString();
      if (decision.mapped() instanceof Mapped.Fields fields) {
        Delivery delivery = delivery(decision, fields, orders.get(ref), missing, cause, seen);
        messages.add(message(decision, delivery));
        steps.add(Step.ROUTED, decision, delivery.id(), null);
      } else {
        without.add(ref);
        steps.add(step(decision.mapped()), decision, null, decision.mapped().why());
      }
    }
    messages.addAll(steps.messages());
    return new Written(messages, without);
  }

  /** A record that the target never had needs no flag. */
  private static List<Decision> withoutNeedlessRemovals(Connection sql, List<Decision> decisions)
      throws SQLException {
    List<Ref> removals =
        decisions.stream()
            .filter(each -> each.mapped() instanceof Mapped.Fields fields && fields.removal())
            .map(Decision::ref)
            .toList();
    if (removals.isEmpty()) {
      return decisions;
    }
    Set<String> known = RefStates.sent(sql, removals);
    List<Decision> needed = new ArrayList<>();
    for (Decision each : decisions) {
      boolean needless =
          each.mapped() instanceof Mapped.Fields fields
              && fields.removal()
              && !known.contains(each.ref().toString());
      needed.add(needless ? each.as(new Mapped.Filtered(needless(each))) : each);
    }
    return needed;
  }

  private static String needless(Decision decision) {
    return decision.route().table() != null && !decision.snapshot().removed()
        ? "no rows of it belong into the table"
        : "removed at the source before it reached the target";
  }

  private static RefState state(Decision decision, String cause) {
    Mapped mapped = decision.mapped();
    boolean delivered = mapped instanceof Mapped.Fields;
    return new RefState(
        decision.ref(),
        decision.snapshot().key(),
        decision.route().name(),
        decision.route().version(),
        delivered ? id(decision, cause) : null,
        decision.snapshot().sequence(),
        decision.snapshot().journey(),
        delivered ? null : mapped instanceof Mapped.Filtered ? RefState.FILTERED : RefState.PARKED,
        mapped.why());
  }

  private static String id(Decision decision, String cause) {
    if (decision.guarded() != null) {
      return decision.guarded().delivery();
    }
    return DeliveryIds.of(
        decision.route().name(),
        decision.route().version(),
        decision.ref(),
        decision.snapshot().event(),
        cause);
  }

  private static List<Ref> parents(List<Decision> decisions) {
    Map<String, Ref> parents = new LinkedHashMap<>();
    for (Decision decision : decisions) {
      for (FieldWrite field : fields(decision)) {
        if (field.linked() != null) {
          parents.put(field.linked().toString(), field.linked());
        }
      }
    }
    return List.copyOf(parents.values());
  }

  private static List<Dependency> dependencies(List<Decision> decisions) {
    List<Dependency> dependencies = new ArrayList<>();
    for (Decision decision : decisions) {
      Set<String> linking = decision.route().linkingFields();
      for (FieldWrite field : fields(decision)) {
        if (linking.contains(field.path())) {
          dependencies.add(new Dependency(decision.ref(), field.path(), field.linked()));
        }
      }
    }
    return dependencies;
  }

  private static List<FieldWrite> fields(Decision decision) {
    return decision.mapped() instanceof Mapped.Fields fields ? fields.fields() : List.of();
  }

  private static Delivery delivery(
      Decision decision,
      Mapped.Fields mapped,
      long order,
      Map<String, String> missing,
      String cause,
      Instant seen) {
    String waitsFor =
        mapped.fields().stream()
            .filter(field -> field.linked() != null)
            .map(field -> missing.get(field.linked().toString()))
            .filter(reason -> reason != null)
            .findFirst()
            .orElse(null);
    return new Delivery(
        id(decision, cause),
        decision.ref(),
        mode(decision, mapped),
        decision.route().name(),
        decision.route().version(),
        decision.snapshot().journey(),
        decision.snapshot().sequence(),
        order,
        mapped.fields(),
        decision.route().route().match(),
        decision.route().route().policies(),
        waitsFor,
        seen == null ? decision.snapshot().changedAt() : seen,
        decision.guarded() == null ? null : decision.guarded().key(),
        decision.guarded() != null,
        mapped.table());
  }

  private static Delivery.Mode mode(Decision decision, Mapped.Fields mapped) {
    if (mapped.removal() && mapped.table() == null) {
      return Delivery.Mode.FLAG_REMOVED;
    }
    boolean looks = decision.guarded() != null && decision.guarded().look();
    return looks ? Delivery.Mode.LOOK : decision.route().target().mode();
  }

  private Message message(Decision decision, Delivery delivery) {
    return Message.json(
        topics.deliveries(decision.route().target().system()),
        delivery.ref().toString(),
        Journey.traceparent(delivery.journey(), delivery.ref().source()),
        delivery);
  }

  private static Step step(Mapped mapped) {
    return mapped instanceof Mapped.Filtered ? Step.FILTERED : Step.PARKED;
  }

  /** Audited steps, one event per route and step. */
  private final class Steps {

    private record Group(Step step, String connection, String scope) {}

    private final Map<Group, List<AuditItem>> items = new LinkedHashMap<>();

    private void add(Step step, Decision decision, String delivery, String reason) {
      Ref ref = decision.ref();
      items
          .computeIfAbsent(
              new Group(step, ref.connection(), ref.object()), group -> new ArrayList<>())
          .add(
              new AuditItem(
                  decision.snapshot().journey(),
                  decision.snapshot().key().toString(),
                  ref.toString(),
                  null,
                  delivery,
                  decision.snapshot().sequence().toString(),
                  decision.route().name(),
                  reason,
                  List.of(),
                  decision.route().version()));
      meters.decided(step, decision.route().name());
    }

    private List<Message> messages() {
      List<Message> messages = new ArrayList<>();
      items.forEach(
          (group, list) ->
              messages.addAll(
                  audits.messages(
                      audits.event(
                          Audits.id(),
                          group.step(),
                          group.connection(),
                          group.scope(),
                          list.size(),
                          list,
                          null))));
      return messages;
    }
  }
}
