package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Instant;
import java.util.List;

/**
 * Where the account calls when something happens.
 *
 * @param subscriptions event types, or {@code conditional_ticket_events} alone
 * @param authentication what is added to calls; its secret part is never shown; null for nothing
 * @param secret that calls are signed with
 */
public record Webhook(
    String id,
    String name,
    String endpoint,
    String status,
    List<String> subscriptions,
    ObjectNode authentication,
    String secret,
    Instant createdAt) {

  public Webhook {
    subscriptions = List.copyOf(subscriptions);
  }

  public boolean active() {
    return status.equals("active");
  }

  public boolean wants(String eventType) {
    return active() && subscriptions.contains("zen:event-type:" + eventType);
  }

  /** Whether triggers call it, and no events. */
  public boolean isTriggered() {
    return subscriptions.contains(Webhooks.TRIGGERED);
  }

  Webhook withSecret(String other) {
    return new Webhook(id, name, endpoint, status, subscriptions, authentication, other, createdAt);
  }

  /** As the API shows it. */
  public ObjectNode view() {
    ObjectNode json =
        SandboxJson.object()
            .put("id", id)
            .put("name", name)
            .put("status", status)
            .put("endpoint", endpoint)
            .put("http_method", "POST")
            .put("request_format", "json")
            .put("created_at", createdAt.toString());
    subscriptions.forEach(json.putArray("subscriptions")::add);
    if (authentication != null) {
      json.putObject("authentication")
          .put("type", authentication.path("type").asText())
          .put("add_position", "header");
    }
    return json;
  }
}
