package io.mlconnector.platform.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.mlconnector.canonical.Topics;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.audit.KeyedHash;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.sql.Notifications;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.ConnectionPauses;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.owner.OwnedWork;
import io.mlconnector.platform.table.TableConfig;
import io.mlconnector.platform.vendor.TimeLapse;
import io.mlconnector.spi.Adapter;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Delivers to every connection that this replica owns. */
@ApplicationScoped
public class DeliveryWork implements OwnedWork {

  private final Engines engines;
  private final Notifications notifications;
  private final Map<String, OwnedDelivery> active = new ConcurrentHashMap<>();
  private final ScheduledExecutorService restarts =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "delivery-restarts");
            thread.setDaemon(true);
            return thread;
          });

  public DeliveryWork(
      Adapter adapter,
      Transactions transactions,
      Outbox outbox,
      Audits audits,
      KeyedHash hash,
      Topics topics,
      Clock clock,
      DeliveryConfig config,
      TableConfig tableConfig,
      TableAlarm alarm,
      TimeLapse lapse,
      MeterRegistry registry,
      ConnectionPauses pauses,
      Notifications notifications) {
    this.notifications = notifications;
    this.engines =
        new Engines(
            adapter,
            new Voice(audits, topics, clock),
            transactions,
            outbox,
            clock,
            config,
            tableConfig,
            alarm,
            lapse,
            registry,
            hash::of,
            pauses::hold,
            Probe.NONE);
  }

  void onStart(@Observes StartupEvent event) {
    notifications.listen(InboxSignal.CHANNEL, this::wake);
  }

  void onStop(@Observes ShutdownEvent event) {
    restarts.shutdown();
  }

  @Override
  public AutoCloseable start(Owned owned) {
    OwnedDelivery delivery = new OwnedDelivery(owned, engines, restarts);
    active.put(owned.id(), delivery);
    delivery.start();
    return () -> {
      active.remove(owned.id(), delivery);
      delivery.close();
    };
  }

  /** There may be something new for these connections, whose ids have blanks between. */
  void wake(String connections) {
    for (String connection : connections.split(" ")) {
      OwnedDelivery delivery = active.get(connection);
      if (delivery != null) {
        delivery.wake();
      }
    }
  }
}
