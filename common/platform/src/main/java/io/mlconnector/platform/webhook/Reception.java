package io.mlconnector.platform.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.ConnectionStore;
import io.mlconnector.platform.connection.Connections;
import io.mlconnector.platform.connection.CredentialUnavailable;
import io.mlconnector.platform.connection.KeysetProblem;
import io.mlconnector.platform.connection.StoredConnection;
import io.mlconnector.platform.owner.ConnectionOwner;
import io.mlconnector.platform.sql.Keys;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Webhook;
import io.mlconnector.spi.Webhook.Call;
import io.mlconnector.spi.Webhook.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks who calls, and stores what they say, before anybody is told that it arrived. */
@ApplicationScoped
public class Reception {

  private static final Log LOG = Log.of(Reception.class);
  private static final int MAX_DELIVERY_ID = 200;

  /** How a call is answered. */
  enum Answer {
    ACCEPTED,
    REPEATED,
    REFUSED,
    /** The sender may be who it says, and what it says is not as the vendor documents it. */
    UNREADABLE,
    UNKNOWN,
    /** We are not set up to check the sender, who shall come again. */
    NOT_READY
  }

  private final Refusals refusals = new Refusals();
  private final Adapter adapter;
  private final ConnectionStore store;
  private final Connections connections;
  private final WebhookInbox inbox;
  private final HookTable table;
  private final MeterRegistry registry;
  private final Outbox outbox;
  private final Audits audits;
  private final Transactions transactions;
  private final Clock clock;

  Reception(
      Adapter adapter,
      ConnectionStore store,
      Connections connections,
      WebhookInbox inbox,
      HookTable table,
      MeterRegistry registry,
      Outbox outbox,
      Audits audits,
      Transactions transactions,
      Clock clock) {
    this.adapter = adapter;
    this.store = store;
    this.connections = connections;
    this.inbox = inbox;
    this.table = table;
    this.registry = registry;
    this.outbox = outbox;
    this.audits = audits;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Receives a call.
   *
   * @throws io.mlconnector.flow.sql.DatabaseUnavailable where it is not stored; to be sent again
   */
  Answer receive(String connection, String hook, Call call) {
    Optional<Webhook> webhook =
        adapter.webhooks().stream().filter(one -> one.name().equals(hook)).findFirst();
    Optional<StoredConnection> stored =
        webhook.flatMap(one -> store.find(connection)).filter(one -> one.document().enabled());
    if (stored.isEmpty()) {
      // Whoever calls chose these names: they become no labels.
      return counted("", "", Answer.UNKNOWN);
    }
    String delivery;
    try {
      AtRest known =
          new AtRest(
              adapter.connectionSpec(),
              stored.get().document(),
              connections.credentials(stored.get()),
              clock);
      List<Secret> secrets = secrets(known, hook);
      if (secrets.isEmpty()) {
        LOG.warn(
            "Webhook calls cannot be checked: register the hook, or give auth." + Webhook.SECRET,
            "connection",
            connection,
            "hook",
            hook);
        return counted(connection, hook, Answer.NOT_READY);
      }
      delivery = webhook.get().verify(known, secrets, call);
    } catch (Refused e) {
      refusals.told(connection, hook, e, clock.instant());
      return counted(connection, hook, Answer.REFUSED);
    } catch (CredentialUnavailable | KeysetProblem e) {
      LOG.warn(e, "Webhook calls cannot be checked", "connection", connection, "hook", hook);
      return counted(connection, hook, Answer.NOT_READY);
    } catch (IllegalArgumentException e) {
      LOG.warn(e, "Webhook call cannot be understood", "connection", connection, "hook", hook);
      return counted(connection, hook, Answer.UNREADABLE);
    }
    return counted(connection, hook, accept(connection, hook, bounded(delivery, call), call));
  }

  /** What the vendor signs with, and what a person entered. */
  private List<Secret> secrets(AtRest known, String hook) {
    List<Secret> secrets = new ArrayList<>(table.secrets(known.id(), hook));
    if (known.credentials().fields().contains(Webhook.SECRET)) {
      secrets.add(known.credentials().secret(Webhook.SECRET));
    }
    // A blank one would be shown by whoever shows nothing.
    secrets.removeIf(secret -> secret.reveal().isBlank());
    return secrets;
  }

  /** A call that was turned away before anybody looked who sends it. */
  void turnedAway(String why) {
    count("", "", why);
  }

  private Answer counted(String connection, String hook, Answer answer) {
    count(connection, hook, answer.name().toLowerCase(Locale.ROOT));
    return answer;
  }

  private void count(String connection, String hook, String answer) {
    registry
        .counter(
            "mlconnector.webhook.calls", "connection", connection, "hook", hook, "answer", answer)
        .increment();
  }

  private Answer accept(String connection, String hook, String delivery, Call call) {
    String journey = Journey.begin();
    String lane = ConnectionOwner.leaseOf(connection);
    boolean fresh =
        transactions.inTransaction(
            sql -> {
              table.called(sql, connection, hook);
              boolean added = inbox.add(sql, connection, hook, delivery, journey, call);
              if (added) {
                outbox.add(sql, lane, audits.messages(entry(connection, hook, journey)));
              }
              return added;
            });
    if (fresh) {
      outbox.wake(lane);
    }
    return fresh ? Answer.ACCEPTED : Answer.REPEATED;
  }

  private AuditEvent entry(String connection, String hook, String journey) {
    AuditItem item = new AuditItem(journey, null, null, null, null, null, null, null, List.of());
    return audits.event(
        Audits.id(journey, Step.WEBHOOK_ACCEPTED),
        Step.WEBHOOK_ACCEPTED,
        connection,
        hook,
        1,
        List.of(item),
        null);
  }

  /** A delivery without an id of its own is known by its content. */
  private static String bounded(String delivery, Call call) {
    if (delivery == null || delivery.isBlank()) {
      return Audits.id(HexFormat.of().formatHex(call.body()));
    }
    boolean kept = delivery.length() <= MAX_DELIVERY_ID && Keys.trouble(delivery).isEmpty();
    return kept ? delivery : Audits.id(delivery);
  }
}
