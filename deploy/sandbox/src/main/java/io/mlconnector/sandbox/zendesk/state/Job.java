package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A bulk request that takes its time: queued for a tenth of it, then one item after the other.
 *
 * <p>Results appear only at the end, and in no order that a client could use.
 */
public final class Job {

  /** How far a job is; {@code FAILED} leaves the effects of the items that it reached. */
  public enum Status {
    QUEUED,
    WORKING,
    COMPLETED,
    FAILED
  }

  final String id;
  final String type;
  final Instant createdAt;
  final Duration time;
  final int failsAfter;
  final int total;
  final List<ObjectNode> results;
  private final Deque<JobStep> left;
  private Status status = Status.QUEUED;
  private Instant endedAt;

  Job(
      String id,
      String type,
      Instant now,
      List<JobStep> left,
      List<ObjectNode> results,
      Duration time,
      int failsAfter) {
    this.id = id;
    this.type = type;
    this.createdAt = now;
    this.left = new ArrayDeque<>(left);
    this.results = new ArrayList<>(results);
    this.total = left.size() + results.size();
    this.time = time;
    this.failsAfter = failsAfter;
  }

  void goOn(Status savedStatus, Instant savedEnd) {
    status = savedStatus;
    endedAt = savedEnd;
  }

  public String id() {
    return id;
  }

  public Status status() {
    return status;
  }

  Collection<JobStep> left() {
    return left;
  }

  boolean ended() {
    return status == Status.COMPLETED || status == Status.FAILED;
  }

  Instant endedAt() {
    return endedAt;
  }

  private Duration queued() {
    return time.dividedBy(10);
  }

  /** When the next item is due. */
  Instant nextDue() {
    Duration working = time.minus(queued());
    return createdAt.plus(queued()).plus(working.multipliedBy(results.size() + 1).dividedBy(total));
  }

  /** Works off the next item, which was due at the given time. */
  void step(Instant due, JobWork work, Random random) {
    if (results.size() == failsAfter) {
      end(Status.FAILED, due);
      return;
    }
    results.add(work.run(left.removeFirst()));
    if (left.isEmpty()) {
      Collections.shuffle(results, random);
      end(Status.COMPLETED, due);
    }
  }

  void leaveQueue(Instant now) {
    if (status == Status.QUEUED && !now.isBefore(createdAt.plus(queued()))) {
      status = Status.WORKING;
    }
  }

  private void end(Status how, Instant due) {
    status = how;
    endedAt = due;
  }

  public ObjectNode render(Views views) {
    ObjectNode json =
        SandboxJson.object()
            .put("id", id)
            .put("url", views.url("job_statuses/" + id + ".json"))
            .put("job_type", type)
            .put("total", total)
            .put("status", status.name().toLowerCase(Locale.ROOT));
    if (status == Status.QUEUED) {
      return json.putNull("progress").putNull("message").putNull("results");
    }
    json.put("progress", results.size()).put("message", message());
    if (!ended()) {
      return json.putNull("results");
    }
    ArrayNode shown = json.putArray("results");
    results.forEach(shown::add);
    return json;
  }

  private String message() {
    return switch (status) {
      case COMPLETED -> "Completed at " + endedAt.truncatedTo(ChronoUnit.SECONDS);
      case FAILED -> "Failed at " + endedAt.truncatedTo(ChronoUnit.SECONDS);
      default -> "Working on item " + (results.size() + 1) + " of " + total;
    };
  }
}
