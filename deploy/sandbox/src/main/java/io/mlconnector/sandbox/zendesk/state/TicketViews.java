package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.List;

/** Shows tickets and comments as the API does: vendor sheet A4. */
public final class TicketViews {

  private static final List<String> IDS =
      List.of("requester_id", "submitter_id", "assignee_id", "organization_id", "group_id");

  private final Views views;

  TicketViews(Views views) {
    this.views = views;
  }

  public ObjectNode ticket(Ticket ticket) {
    ObjectNode json =
        SandboxJson.object()
            .put("url", views.url("tickets/" + ticket.id + ".json"))
            .put("id", ticket.id)
            .putNull("external_id");
    json.putObject("via").put("channel", "web");
    json.put("created_at", ticket.createdAt.toString());
    json.put("updated_at", ticket.updatedAt.toString());
    json.put("generated_timestamp", ticket.generatedAt.getEpochSecond());
    json.put("type", ticket.text("type").orElse(null));
    json.put("subject", ticket.text("subject").orElse(null));
    json.put("raw_subject", ticket.text("subject").orElse(null));
    // The first comment, a private one too.
    json.put("description", ticket.comments.isEmpty() ? null : ticket.comments.get(0).body());
    json.put("priority", ticket.text("priority").orElse(null));
    json.put("status", ticket.status());
    json.putNull("recipient");
    IDS.forEach(name -> json.put(name, ticket.number(name).orElse(null)));
    json.putArray("collaborator_ids");
    json.putArray("follower_ids");
    json.putNull("problem_id");
    json.put("has_incidents", false);
    json.put("is_public", ticket.comments.stream().anyMatch(Comment::isPublic));
    json.putNull("due_at");
    json.set("tags", ticket.values.getOrDefault("tags", SandboxJson.array()));
    json.putArray("custom_fields");
    json.putNull("satisfaction_rating");
    json.putArray("fields");
    json.put("brand_id", ticket.number("brand_id").orElse(null));
    json.put("allow_channelback", false).put("allow_attachments", true);
    return json;
  }

  public ObjectNode comment(Comment comment) {
    ObjectNode json =
        SandboxJson.object()
            .put("id", comment.id())
            .put("type", "Comment")
            .put("author_id", comment.authorId())
            .put("body", comment.body())
            .put("html_body", "<div class=\"zd-comment\">" + comment.body() + "</div>")
            .put("plain_body", comment.body())
            .put("public", comment.isPublic());
    ArrayNode attachments = json.putArray("attachments");
    if (comment.attachment() != null) {
      attachments.add(attachment(comment));
    }
    json.put("audit_id", comment.id() + 1);
    json.putObject("via").put("channel", "web");
    return json.put("created_at", comment.createdAt().toString());
  }

  /** Whoever knows its address has the file. */
  private ObjectNode attachment(Comment comment) {
    long id = comment.id() + 2;
    return SandboxJson.object()
        .put("url", views.url("attachments/" + id + ".json"))
        .put("id", id)
        .put("file_name", comment.attachment())
        .put(
            "content_url", views.url("attachments/token/t" + id + "/?name=" + comment.attachment()))
        .put("content_type", "application/pdf")
        .put("size", 4_096)
        .put("inline", false);
  }
}
