package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Instant;

/** One address by which a user is known, such as an e-mail address or a phone number. */
public final class Identity {

  final long id;
  final long userId;
  final String type;
  final String value;
  final Instant createdAt;
  Instant updatedAt;
  boolean verified;
  boolean primary;

  Identity(long id, long userId, String type, String value, Instant now) {
    this.id = id;
    this.userId = userId;
    this.type = type;
    this.value = value;
    this.createdAt = now;
    this.updatedAt = now;
  }

  public long id() {
    return id;
  }

  boolean isEmail() {
    return type.equals("email");
  }

  public ObjectNode render(Views views) {
    ObjectNode json =
        SandboxJson.object()
            .put("url", views.url("users/" + userId + "/identities/" + id + ".json"))
            .put("id", id)
            .put("user_id", userId)
            .put("type", type)
            .put("value", value)
            .put("verified", verified)
            .put("primary", primary)
            .put("created_at", createdAt.toString())
            .put("updated_at", updatedAt.toString());
    return isEmail()
        ? json.put("undeliverable_count", 0).put("deliverable_state", "deliverable")
        : json;
  }
}
