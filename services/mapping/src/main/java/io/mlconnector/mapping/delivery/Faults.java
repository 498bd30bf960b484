package io.mlconnector.mapping.delivery;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.Mapped;
import io.mlconnector.mapping.route.RouteFaults;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Disables expressions that went beyond their bounds, for all replicas, and says so. */
@ApplicationScoped
public class Faults {

  private static final Log LOG = Log.of(Faults.class);

  private final Transactions transactions;
  private final Outbox outbox;
  private final Audits audits;
  private final Clock clock;

  public Faults(Transactions transactions, Outbox outbox, Audits audits, Clock clock) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.audits = audits;
    this.clock = clock;
  }

  /**
   * Disables what overran.
   *
   * @return whether something did: the routes are others now, and all has to be decided again
   */
  public boolean report(List<Decision> decisions) {
    Map<CompiledRoute, Decision> overran = new LinkedHashMap<>();
    for (Decision decision : decisions) {
      if (decision.mapped() instanceof Mapped.Overran) {
        overran.putIfAbsent(decision.route(), decision);
      }
    }
    overran.forEach((route, decision) -> disable(route, decision));
    return !overran.isEmpty();
  }

  private void disable(CompiledRoute route, Decision decision) {
    Mapped.Overran overran = (Mapped.Overran) decision.mapped();
    transactions.run(
        sql -> {
          if (RouteFaults.disable(sql, route, overran.field(), overran.reason(), clock.instant())) {
            outbox.add(
                sql, Lane.NAME, List.of(audits.message(attention(route, decision, overran))));
          }
        });
    LOG.warn(
        "An expression is disabled; change the route to enable it",
        "route",
        route.name(),
        "field",
        overran.field(),
        "reason",
        overran.reason(),
        "key",
        decision.snapshot().key());
  }

  private AuditEvent attention(CompiledRoute route, Decision decision, Mapped.Overran overran) {
    return audits.event(
        Audits.id(),
        Step.NEEDS_ATTENTION,
        route.route().to().connection(),
        route.route().to().object(),
        "Route %s: %s is disabled because it %s (record %s); change the route to enable it"
            .formatted(route.name(), overran.field(), overran.reason(), decision.snapshot().key()));
  }
}
