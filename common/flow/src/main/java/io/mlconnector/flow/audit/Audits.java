package io.mlconnector.flow.audit;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.Topics;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.kafka.Message;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes audit entries and the messages that carry them. They are sent like any other message: by
 * the producer or the outbox of what they report, so no step is taken without its entry.
 */
@Singleton
public class Audits {

  /** Messages stay under this, like every message. */
  static final int MAX_BYTES = 900_000;

  private final String service;
  private final Topics topics;
  private final Clock clock;

  public Audits(FlowConfig config, Topics topics, Clock clock) {
    this.service = config.service();
    this.topics = topics;
    this.clock = clock;
  }

  /** An id that is the same for the same parts, so that the ledger drops a repeated entry. */
  public static String id(Object... parts) {
    MessageDigest digest = sha256();
    for (Object part : parts) {
      byte[] text = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
      digest.update((text.length + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(text);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  /** An id for what happens once. */
  public static String id() {
    return UUID.randomUUID().toString();
  }

  /** An entry for several records. */
  public AuditEvent event(
      String id,
      Step step,
      String connection,
      String scope,
      long count,
      List<AuditItem> items,
      Duration took) {
    return new AuditEvent(
        id,
        clock.instant(),
        service,
        connection,
        scope,
        step,
        count,
        items,
        null,
        took == null ? null : took.toMillis());
  }

  /** An entry in words, without records. */
  public AuditEvent event(String id, Step step, String connection, String scope, String message) {
    return new AuditEvent(
        id, clock.instant(), service, connection, scope, step, 0, List.of(), message, null);
  }

  /**
   * The message of an entry.
   *
   * @throws IllegalArgumentException where its items do not fit into one; see {@link #messages}
   */
  public Message message(AuditEvent event) {
    List<Message> messages = messages(event);
    if (messages.size() > 1) {
      throw new IllegalArgumentException(
          "The audit entry %s needs several messages".formatted(event.id()));
    }
    return messages.get(0);
  }

  /**
   * The messages of an entry: one, or as many as its items need, each with a part of the items, of
   * the count, and with an id of its own. An item that is too large for a message keeps its
   * reference and loses its field values.
   */
  public List<Message> messages(AuditEvent event) {
    byte[] json = CanonicalJson.bytes(event);
    if (json.length <= MAX_BYTES) {
      String key = event.connection() == null ? event.service() : event.connection();
      return List.of(new Message(topics.audit(), key, Map.of(), json));
    }
    if (event.items().size() == 1) {
      return messages(with(event, event.id(), 1, List.of(withoutValues(event.items().get(0)))));
    }
    int half = event.items().size() / 2;
    List<AuditItem> first = event.items().subList(0, half);
    List<AuditItem> rest = event.items().subList(half, event.items().size());
    List<Message> messages = new ArrayList<>();
    messages.addAll(messages(with(event, event.id() + ".1", half, first)));
    messages.addAll(messages(with(event, event.id() + ".2", event.count() - half, rest)));
    return messages;
  }

  private static AuditEvent with(AuditEvent event, String id, long count, List<AuditItem> items) {
    return new AuditEvent(
        id,
        event.at(),
        event.service(),
        event.connection(),
        event.scope(),
        event.step(),
        count,
        items,
        event.message(),
        event.millis());
  }

  private static AuditItem withoutValues(AuditItem item) {
    return new AuditItem(
        item.journey(),
        item.record(),
        item.ref(),
        item.targetKey(),
        item.delivery(),
        item.sequence(),
        item.route(),
        "the fields are too long to be listed",
        List.of(),
        item.routeVersion());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
