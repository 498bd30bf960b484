package io.mlconnector.flow.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mlconnector.flow.kafka.FencedProducer;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.sql.Notifications;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sends the lanes of the outbox whose leases are held here. */
@ApplicationScoped
public class OutboxRelay {

  /** How long a stopped key waits at first; longer from try to try. */
  private static final Duration FIRST_RETRY = Duration.ofSeconds(10);

  private final Transactions transactions;
  private final MeterRegistry meters;
  private final Duration firstRetry;
  private final Map<String, LaneRelay> lanes = new ConcurrentHashMap<>();

  @Inject
  public OutboxRelay(Transactions transactions, Notifications notifications, MeterRegistry meters) {
    this(transactions, notifications, meters, FIRST_RETRY);
  }

  OutboxRelay(
      Transactions transactions,
      Notifications notifications,
      MeterRegistry meters,
      Duration firstRetry) {
    this.transactions = transactions;
    this.meters = meters;
    this.firstRetry = firstRetry;
    notifications.listen("outbox", this::wake);
  }

  /**
   * Starts sending the lane that has the lease's name.
   *
   * @return what to close before the producer; closing returns once nothing is sent any more
   */
  public AutoCloseable start(Lease lease, FencedProducer producer) {
    String lane = lease.name();
    List<Meter> gauges = new ArrayList<>();
    Runnable whenClosed = () -> gauges.forEach(meters::remove);
    LaneRelay relay = new LaneRelay(lane, transactions, producer, firstRetry, whenClosed);
    gauges.add(
        Gauge.builder("mlconnector.outbox.backlog", relay, LaneRelay::backlog)
            .description("Messages that wait to be sent, counted up to 100,000")
            .tag("lane", lane)
            .register(meters));
    gauges.add(
        Gauge.builder("mlconnector.outbox.oldest.seconds", relay, LaneRelay::oldest)
            .description("How long the first of them has been waiting")
            .tag("lane", lane)
            .register(meters));
    gauges.add(
        Gauge.builder("mlconnector.outbox.stopped", relay, LaneRelay::stopped)
            .description("Keys whose next message the broker refuses")
            .tag("lane", lane)
            .register(meters));
    lanes.put(lane, relay);
    relay.start();
    return () -> {
      relay.close();
      lanes.remove(lane, relay);
    };
  }

  boolean runsHere(String lane) {
    return lanes.containsKey(lane);
  }

  void wake(String lane) {
    LaneRelay relay = lanes.get(lane);
    if (relay != null) {
      relay.wake();
    }
  }

  Map<String, LaneRelay> lanes() {
    return Map.copyOf(lanes);
  }
}
