package io.mlconnector.platform.webhook;

import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.platform.connection.CredentialUnavailable;
import io.mlconnector.platform.connection.Vault;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.poll.Reread;
import io.mlconnector.platform.webhook.WebhookInbox.Row;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.Webhook;
import io.mlconnector.spi.Webhook.Call;
import io.mlconnector.spi.Webhook.TableNotice;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Deals with one connection's accepted calls, oldest first: each only names records, which are then
 * read again. A call that cannot be understood stops only itself.
 */
final class InboxDrain implements AutoCloseable {

  private static final Log LOG = Log.of(InboxDrain.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);
  private static final Duration CLOSE = Duration.ofSeconds(3);
  private static final int BATCH = 50;
  private static final int MAX_DOUBLINGS = 9;

  private final Owned owned;
  private final List<Webhook> hooks;
  private final WebhookInbox inbox;
  private final Reread reread;
  private final BiConsumer<Owned, TableNotice> tables;
  private final Vault vault;
  private final BooleanSupplier paused;
  private final Clock clock;
  private final ScheduledExecutorService turns;

  InboxDrain(
      Owned owned,
      List<Webhook> hooks,
      WebhookInbox inbox,
      Reread reread,
      BiConsumer<Owned, TableNotice> tables,
      Vault vault,
      BooleanSupplier paused,
      Clock clock) {
    this.owned = owned;
    this.hooks = hooks;
    this.inbox = inbox;
    this.reread = reread;
    this.tables = tables;
    this.vault = vault;
    this.paused = paused;
    this.clock = clock;
    this.turns =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "hooks-" + owned.id());
              thread.setDaemon(true);
              return thread;
            });
  }

  void begin() {
    turns.scheduleWithFixedDelay(this::turn, 0, POLL.toMillis(), TimeUnit.MILLISECONDS);
  }

  void wake() {
    if (!turns.isShutdown()) {
      turns.execute(this::turn);
    }
  }

  private void turn() {
    try {
      drain();
    } catch (LeaseLost e) {
      LOG.debug("Ownership is over", "connection", owned.id());
    } catch (DatabaseUnavailable e) {
      LOG.warn(e, "Webhook calls wait for the database", "connection", owned.id());
    } catch (RuntimeException e) {
      LOG.error(e, "Webhook calls could not be dealt with", "connection", owned.id());
    }
  }

  /**
   * Deals with everything that is due; a full batch is followed by the next. While the connection
   * is paused all of it stays where it is.
   */
  void drain() {
    List<Row> due;
    do {
      if (paused.getAsBoolean()) {
        return;
      }
      due = inbox.due(owned.id(), BATCH);
      due.forEach(this::handle);
    } while (due.size() == BATCH && owned.lease().holds());
  }

  private void handle(Row row) {
    try {
      Webhook hook = hook(row);
      Call call = SealedCall.open(vault, owned.id(), row.hook(), row.sealed());
      hook.notices(owned.connection(), call)
          .forEach(notice -> reread.reread(owned, notice.stream(), notice.keys(), row.journey()));
      hook.tables(owned.connection(), call).forEach(notice -> tables.accept(owned, notice));
      inbox.done(owned.lease(), row);
    } catch (LeaseLost | DatabaseUnavailable e) {
      throw e;
    } catch (Untranslatable | IllegalArgumentException | CredentialUnavailable e) {
      inbox.keep(owned.lease(), row, e.getMessage(), null);
      LOG.warn(e, "Webhook call is parked", "connection", owned.id(), "hook", row.hook());
    } catch (RuntimeException e) {
      inbox.keep(owned.lease(), row, e.getMessage(), clock.instant().plus(backoff(row)));
      LOG.warn(e, "Webhook call is tried again", "connection", owned.id(), "hook", row.hook());
    }
  }

  private Webhook hook(Row row) {
    return hooks.stream()
        .filter(one -> one.name().equals(row.hook()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("There is no hook %s".formatted(row.hook())));
  }

  private static Duration backoff(Row row) {
    Duration doubled = Duration.ofSeconds(1L << Math.min(row.tries(), MAX_DOUBLINGS));
    return doubled.compareTo(LONGEST_BACKOFF) < 0 ? doubled : LONGEST_BACKOFF;
  }

  @Override
  public void close() {
    turns.shutdownNow();
    try {
      turns.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
