package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The account's webhooks: vendor sheet A5. */
public final class Webhooks {

  public static final String TRIGGERED = "conditional_ticket_events";

  private static final Set<String> KINDS = Set.of("ticket", "user", "organization");
  private static final String ULID = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final InstantSource clock;
  private final Random random;
  private final Map<String, Webhook> byId = new LinkedHashMap<>();

  Webhooks(InstantSource clock, Random random) {
    this.clock = clock;
    this.random = random;
  }

  public List<Webhook> all() {
    return List.copyOf(byId.values());
  }

  public Webhook byId(String id) {
    return Optional.ofNullable(byId.get(id)).orElseThrow(Refusals::notFound);
  }

  public Webhook create(ObjectNode body) {
    String id = id();
    Webhook made = read(body, id, secret(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
    byId.put(id, made);
    return made;
  }

  /** Replaces what is given; the secret stays. */
  public void change(String id, ObjectNode body) {
    Webhook before = byId(id);
    ObjectNode all = before.view();
    all.remove(List.of("id", "created_at"));
    if (before.authentication() != null) {
      all.set("authentication", before.authentication());
    }
    all.setAll(body);
    byId.put(id, read(all, id, before.secret(), before.createdAt()));
  }

  public void delete(String id) {
    byId.remove(byId(id).id());
  }

  /** A new secret; the old one is worth nothing from now on. */
  public Webhook rotate(String id) {
    Webhook rotated = byId(id).withSecret(secret());
    byId.put(id, rotated);
    return rotated;
  }

  private static Webhook read(ObjectNode body, String id, String secret, Instant created) {
    require(body, "name", body.path("name").isTextual());
    require(body, "endpoint", isUrl(body.path("endpoint").asText("")));
    require(body, "http_method", body.path("http_method").asText().equals("POST"));
    require(body, "request_format", body.path("request_format").asText().equals("json"));
    String status = body.path("status").asText("");
    require(body, "status", Set.of("active", "inactive").contains(status));
    List<String> subscriptions = new ArrayList<>();
    body.path("subscriptions").forEach(each -> subscriptions.add(each.asText()));
    require(body, "subscriptions", subscriptions.stream().allMatch(Webhooks::known));
    // A webhook is one or the other.
    require(body, "subscriptions", subscriptions.size() < 2 || !subscriptions.contains(TRIGGERED));
    JsonNode authentication = body.path("authentication");
    return new Webhook(
        id,
        body.path("name").asText(),
        body.path("endpoint").asText(),
        status,
        subscriptions,
        authentication instanceof ObjectNode object ? object.deepCopy() : null,
        secret,
        created);
  }

  private static boolean known(String subscription) {
    if (subscription.equals(TRIGGERED)) {
      return true;
    }
    String[] parts = subscription.split("[:.]");
    boolean shaped = subscription.startsWith("zen:event-type:") && parts.length == 4;
    // There is no ticket.updated and its kin; single verbs have to be named.
    return shaped && KINDS.contains(parts[2]) && !parts[3].equals("updated");
  }

  private static boolean isUrl(String text) {
    try {
      URI uri = URI.create(text);
      boolean loopback = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
      return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && loopback);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void require(ObjectNode body, String field, boolean holds) {
    if (!holds) {
      throw Refusals.badRequest(
          "InvalidWebhook",
          field + " is invalid: " + body.path(field).toString().toLowerCase(Locale.ROOT));
    }
  }

  private String id() {
    StringBuilder id = new StringBuilder("01");
    while (id.length() < 26) {
      id.append(ULID.charAt(random.nextInt(ULID.length())));
    }
    return id.toString();
  }

  private String secret() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  ArrayNode save() {
    ArrayNode all = SandboxJson.array();
    for (Webhook each : byId.values()) {
      ObjectNode json = each.view().put("secret", each.secret());
      if (each.authentication() != null) {
        json.set("authentication", each.authentication());
      }
      all.add(json);
    }
    return all;
  }

  void restore(JsonNode saved) {
    byId.clear();
    for (JsonNode json : saved) {
      String id = json.path("id").asText();
      byId.put(
          id,
          read(
              (ObjectNode) json,
              id,
              json.path("secret").asText(),
              Instant.parse(json.path("created_at").asText())));
    }
  }
}
