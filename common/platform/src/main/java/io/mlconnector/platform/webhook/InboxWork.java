package io.mlconnector.platform.webhook;

import io.mlconnector.flow.sql.Notifications;
import io.mlconnector.platform.connection.ConnectionPauses;
import io.mlconnector.platform.connection.Vault;
import io.mlconnector.platform.delivery.TableTroubles;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.owner.OwnedWork;
import io.mlconnector.platform.poll.Reread;
import io.mlconnector.spi.Adapter;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Has the owner of a connection deal with the calls that were accepted for it. */
@ApplicationScoped
public class InboxWork implements OwnedWork {

  private final Adapter adapter;
  private final WebhookInbox inbox;
  private final Reread reread;
  private final TableTroubles tables;
  private final Vault vault;
  private final ConnectionPauses pauses;
  private final WebhookConfig config;
  private final Clock clock;
  private final Map<String, InboxDrain> drains = new ConcurrentHashMap<>();

  @Inject
  InboxWork(
      Adapter adapter,
      WebhookInbox inbox,
      Reread reread,
      TableTroubles tables,
      Vault vault,
      ConnectionPauses pauses,
      WebhookConfig config,
      Notifications notifications,
      Clock clock) {
    this.adapter = adapter;
    this.inbox = inbox;
    this.reread = reread;
    this.tables = tables;
    this.vault = vault;
    this.pauses = pauses;
    this.config = config;
    this.clock = clock;
    notifications.listen(WebhookInbox.CHANNEL, this::wake);
  }

  @Override
  public AutoCloseable start(Owned owned) {
    if (adapter.webhooks().isEmpty()) {
      return () -> {};
    }
    InboxDrain drain =
        new InboxDrain(
            owned,
            adapter.webhooks(),
            inbox,
            reread,
            tables::heard,
            vault,
            () -> pauses.hold(owned.id()),
            clock);
    drains.put(owned.id(), drain);
    drain.begin();
    return () -> {
      drains.remove(owned.id(), drain);
      drain.close();
    };
  }

  private void wake(String connection) {
    InboxDrain drain = drains.get(connection);
    if (drain != null) {
      drain.wake();
    }
  }

  @Scheduled(every = "10m", delayed = "1m")
  void forget() {
    inbox.forget(config.remember());
  }
}
