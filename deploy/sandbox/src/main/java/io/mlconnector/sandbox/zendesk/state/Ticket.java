package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request for help, with its comments; those of ids and texts that may be missing are null. */
public final class Ticket extends Entity {

  static final String DELETED = "deleted";

  final List<Comment> comments = new ArrayList<>();

  /** What incremental exports go by: also moves when nothing that anybody sees has changed. */
  Instant generatedAt;

  Ticket(long id, Instant now) {
    super(id, now);
    this.generatedAt = createdAt;
  }

  public String status() {
    return text("status").orElse("new");
  }

  public boolean deleted() {
    return status().equals(DELETED);
  }

  /** Whether somebody has to do something about it. */
  boolean working() {
    return !deleted() && !closed() && !status().equals("solved");
  }

  public boolean closed() {
    return status().equals("closed");
  }

  public Instant generatedAt() {
    return generatedAt;
  }

  public List<Comment> comments() {
    return List.copyOf(comments);
  }

  Optional<Long> number(String name) {
    return Optional.ofNullable(values.get(name)).filter(v -> !v.isNull()).map(v -> v.asLong());
  }

  @Override
  void touch(Instant now) {
    super.touch(now);
    generatedAt = updatedAt;
  }

  ObjectNode saved() {
    ObjectNode json = SandboxJson.object().put("generated", generatedAt.toString());
    for (Comment comment : comments) {
      json.withArray("comments")
          .addObject()
          .put("id", comment.id())
          .put("author", comment.authorId())
          .put("body", comment.body())
          .put("public", comment.isPublic())
          .put("attachment", comment.attachment())
          .put("at", comment.createdAt().toString());
    }
    return json;
  }
}
