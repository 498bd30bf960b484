package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Webhook;
import io.mlconnector.zendesk.api.WebhooksApi;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls for events of tickets, users and organizations, and calls of triggers whose body is {@code
 * {"ticket_id": "…"}}. What they say is not believed; it is read again.
 *
 * @see <a
 *     href="https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/">Ticket
 *     events</a>
 */
final class Events implements Webhook {

  static final List<Setting> SETTINGS =
      List.of(
          Setting.optional(
              "webhookWindow",
              Setting.Type.DURATION,
              "5m",
              "How far the signature's time of a webhook call may be from now; what is refused is"
                  + " found by the next poll."),
          Triggers.SETTING,
          Subscriptions.SETTING);

  private static final String TYPE = "zen:event-type:";
  private static final Pattern SUBJECT =
      Pattern.compile("zen:(ticket|user|organization):(\\d{1,18})");
  private static final Map<String, String> STREAMS =
      Map.of(
          "ticket", Tickets.NAME,
          "user", UserStream.NAME,
          "organization", OrganizationStream.NAME);

  private static final String INVOCATION = "x-zendesk-webhook-invocation-id";
  private static final int NOT_FOUND = 404;

  @Override
  public String name() {
    return "events";
  }

  @Override
  public String verify(Connection connection, List<Secret> secrets, Call call) {
    List<Secret> usable =
        secrets.stream().filter(secret -> local(connection) || !isPublic(secret)).toList();
    if (usable.isEmpty()) {
      throw new Refused("only Zendesk's public test secret is configured, which anybody knows");
    }
    Signature.check(
        call,
        usable,
        connection.clock().instant(),
        connection.settings().duration("webhookWindow"));
    // An event keeps its id in every invocation; a trigger's call has none.
    String event = read(call).path("id").asText("");
    String invocation = call.headers().getOrDefault(INVOCATION, "");
    return event.isEmpty() ? invocation : event;
  }

  private static boolean isPublic(Secret secret) {
    return secret.reveal().equals(Signature.PUBLIC_SECRET);
  }

  /** A simulated account on this machine. */
  private static boolean local(Connection connection) {
    String host = connection.baseUrl().getHost();
    return host.equals("127.0.0.1") || host.equals("localhost");
  }

  @Override
  public List<Notice> notices(Connection connection, Call call) {
    JsonNode body = read(call);
    if (body.hasNonNull("ticket_id")) {
      return List.of(ticket(body.path("ticket_id").asText()));
    }
    if (body.path("type").asText().startsWith(TYPE)) {
      Matcher subject = SUBJECT.matcher(body.path("subject").asText());
      return subject.matches()
          ? List.of(new Notice(STREAMS.get(subject.group(1)), List.of(subject.group(2))))
          : List.of();
    }
    throw new Untranslatable(
        "body",
        "is neither an event of Zendesk nor {\"ticket_id\": \"{{ticket.id}}\"}, as a trigger has to"
            + " send it");
  }

  private static Notice ticket(String id) {
    if (!id.matches("\\d{1,18}")) {
      throw new Untranslatable("ticket id", "is no number");
    }
    return new Notice(Tickets.NAME, List.of(id));
  }

  /**
   * The body; a missing node where it is no JSON, which only a genuine sender's can be parked as.
   */
  private static JsonNode read(Call call) {
    try {
      return CanonicalJson.read(call.body(), JsonNode.class);
    } catch (IllegalArgumentException e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  @Override
  public boolean registers() {
    return true;
  }

  @Override
  public Secret register(Connection connection, URI address, URI before) {
    WebhooksApi api = connection.client(WebhooksApi.class);
    boolean triggered = Triggers.wanted(connection.settings());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("webhook", wanted(connection, address, triggered));
    List<JsonNode> ours = ours(api, address, before);
    // A webhook is for triggers or for events, and does not become the other.
    String kept =
        ours.stream()
            .filter(webhook -> isTriggered(webhook) == triggered)
            .map(webhook -> webhook.path("id").asText())
            .findFirst()
            .orElse(null);
    String id = kept;
    if (kept == null) {
      id = api.create(body).path("webhook").path("id").asText();
    } else {
      api.update(id, body);
    }
    if (triggered) {
      new Triggers(connection).call(id);
    }
    String secret = api.secret(id).path("signing_secret").path("secret").asText();
    if (secret.isEmpty()) {
      throw VendorFailure.rejected(200, "Zendesk shows no signing secret for webhook " + id);
    }
    // Those of the other kind, and a second that a crash between making one and noting it leaves.
    ours.stream()
        .filter(webhook -> !webhook.path("id").asText().equals(kept))
        .forEach(webhook -> delete(connection, webhook));
    return new Secret(secret);
  }

  private static ObjectNode wanted(Connection connection, URI address, boolean triggered) {
    ObjectNode webhook =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", "ml-connector " + connection.id())
            .put("endpoint", address.toString())
            .put("http_method", "POST")
            .put("request_format", "json")
            .put("status", "active");
    if (triggered) {
      webhook.withArray("subscriptions").add(Triggers.SUBSCRIPTION);
    } else {
      Subscriptions.of(connection.settings())
          .forEach(type -> webhook.withArray("subscriptions").add(TYPE + type));
    }
    return webhook;
  }

  @Override
  public void unregister(Connection connection, URI address) {
    ours(connection.client(WebhooksApi.class), address, null)
        .forEach(webhook -> delete(connection, webhook));
  }

  private static void delete(Connection connection, JsonNode webhook) {
    String id = webhook.path("id").asText();
    if (isTriggered(webhook)) {
      new Triggers(connection).forget(id);
    }
    try {
      connection.client(WebhooksApi.class).delete(id);
    } catch (VendorFailure e) {
      if (e.status() != NOT_FOUND) {
        throw e;
      }
    }
  }

  private static boolean isTriggered(JsonNode webhook) {
    return CustomFields.texts(webhook.path("subscriptions")).contains(Triggers.SUBSCRIPTION);
  }

  /** The webhooks that call one of our addresses. */
  private static List<JsonNode> ours(WebhooksApi api, URI address, URI before) {
    return CursorPages.all("webhooks", api::list).stream()
        .filter(
            webhook -> {
              String endpoint = webhook.path("endpoint").asText();
              return endpoint.equals(address.toString())
                  || (before != null && endpoint.equals(before.toString()));
            })
        .toList();
  }
}
