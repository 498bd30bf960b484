package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Instant;

/** Says that a user belongs to an organization. */
public final class Membership {

  final long id;
  final long userId;
  final long organizationId;
  final Instant createdAt;
  Instant updatedAt;
  boolean isDefault;

  Membership(long id, long userId, long organizationId, Instant now) {
    this.id = id;
    this.userId = userId;
    this.organizationId = organizationId;
    this.createdAt = now;
    this.updatedAt = now;
  }

  public long id() {
    return id;
  }

  public long userId() {
    return userId;
  }

  public long organizationId() {
    return organizationId;
  }

  public boolean isDefault() {
    return isDefault;
  }

  public ObjectNode render(Views views) {
    return SandboxJson.object()
        .put("url", views.url("organization_memberships/" + id + ".json"))
        .put("id", id)
        .put("user_id", userId)
        .put("organization_id", organizationId)
        .put("default", isDefault)
        .put("created_at", createdAt.toString())
        .put("updated_at", updatedAt.toString())
        .put("view_tickets", false);
  }
}
