package io.mlconnector.platform.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.ConnectionDocument;
import io.mlconnector.platform.table.TableConfig;
import io.mlconnector.platform.table.TableNames;
import io.mlconnector.platform.vendor.TimeLapse;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Sink;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Makes an engine for each connection that this replica owns.
 *
 * @param lapse how fast the vendor's time passes
 * @param alarm calls for a person where a table cannot be published
 * @param voice how outcomes and audit events are put into messages
 * @param paused whether a connection stands still now
 * @param hash turns a personal value into what the audit may show
 */
record Engines(
    Adapter adapter,
    Voice voice,
    Transactions transactions,
    Outbox outbox,
    Clock clock,
    DeliveryConfig config,
    TableConfig tableConfig,
    TableAlarm alarm,
    TimeLapse lapse,
    MeterRegistry registry,
    UnaryOperator<String> hash,
    Predicate<String> paused,
    Probe probe) {

  private static final double SHARE = 0.6;

  /** An engine, not started yet. */
  Engine open(
      Lease lease, Connection vendor, ConnectionDocument document, Consumer<Throwable> died) {
    Limits limits = adapter.limits(vendor.settings());
    var messages = new Messages(vendor.id(), voice);
    var completion = new Completion(vendor.id(), lease.fence(), messages);
    Engine[] engine = new Engine[1];
    var attempts = new Committer(transactions, outbox, lease, completion, () -> {}, probe);
    var committer =
        new Committer(transactions, outbox, lease, completion, () -> engine[0].wake(), probe);
    Desk desk =
        new Desk(
            adapter.system(),
            vendor,
            lease,
            sinks(),
            new Tables(TableNames.sinks(adapter), tableConfig),
            document.writeTimeout() == null ? config.writeTimeout() : document.writeTimeout(),
            config,
            () -> paused.test(vendor.id()),
            lapse,
            transactions,
            new Inbox(transactions),
            new Links(vendor.id()),
            new Claims(),
            new Pulse(),
            new Pace(System.nanoTime()),
            attempts,
            committer,
            messages,
            new DeliveryMetrics(registry, vendor.id(), clock),
            alarm,
            hash,
            probe);
    engine[0] =
        new Engine(
            desk, concurrency(document, limits), jobs(document, limits), guard(document), died);
    return engine[0];
  }

  private Map<String, Sink> sinks() {
    return adapter.sinks().stream().collect(Collectors.toMap(Sink::object, Function.identity()));
  }

  private static int concurrency(ConnectionDocument document, Limits limits) {
    Integer told = document.concurrency();
    return Math.max(1, told == null ? limits.concurrency() : told);
  }

  private static int jobs(ConnectionDocument document, Limits limits) {
    double share = document.share() == null ? SHARE : document.share();
    return limits.jobs() <= 0
        ? Integer.MAX_VALUE
        : Math.max(1, (int) Math.floor(limits.jobs() * share));
  }

  private MassChange guard(ConnectionDocument document) {
    var told = document.massChange();
    var usual = config.massChange();
    return new MassChange(
        document.id(),
        told == null ? usual.percent() : told.percent(),
        told == null ? usual.atLeast() : told.atLeast(),
        usual.cycle().toMillis());
  }
}
