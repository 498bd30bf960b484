package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;

/** Work that the server does later; over only when it has a completion time (sheet T5). */
final class Job {

  /** What a job does at its end; throws {@link Failed} when that cannot be done. */
  @FunctionalInterface
  interface Work {
    void run() throws Failed;
  }

  /** Why a job failed, in words for its notes; null for a failure without any. */
  static final class Failed extends Exception {
    Failed(String notes) {
      super(notes, null, false, false);
    }
  }

  private static final Logger LOG = System.getLogger(Job.class.getName());

  static final int OK = 0;
  static final int FAILED = 1;
  static final int CANCELLED = 2;

  final String id = Site.newId();
  final String type;
  final Instant createdAt;
  final Instant startsAt;
  final Instant endsAt;
  private final Work work;
  private Target target;
  private Instant completedAt;
  private int finishCode = FAILED;
  private String notes;

  /**
   * What a job works on; empty texts for what it does not have.
   *
   * @param named whether the job tells which data source that is
   */
  record Target(String kind, String id, String name, String connection, boolean named) {}

  Job(String type, Target target, Instant createdAt, Instant startsAt, Instant endsAt, Work work) {
    this.type = type;
    this.target = target;
    this.createdAt = createdAt;
    this.startsAt = startsAt;
    this.endsAt = endsAt;
    this.work = work;
  }

  Target target() {
    return target;
  }

  /** A publish job learns only at its end which data source it is about. */
  void about(Target newTarget) {
    target = newTarget;
  }

  boolean isOver() {
    return completedAt != null;
  }

  int finishCode() {
    return finishCode;
  }

  void run() {
    try {
      work.run();
      end(endsAt, OK, null);
    } catch (Failed e) {
      end(endsAt, FAILED, e.getMessage());
    } catch (Refusal e) {
      end(endsAt, FAILED, e.code + ": " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a job of the simulated Tableau broke", e);
      end(endsAt, FAILED, "sandbox: " + e);
    }
  }

  void end(Instant when, int code, String newNotes) {
    completedAt = when;
    finishCode = code;
    notes = newNotes;
  }

  /** As the answer to a single job has it. */
  ObjectNode json(Instant now) {
    ObjectNode json =
        SandboxJson.object()
            .put("id", id)
            .put("mode", "Asynchronous")
            .put("type", type)
            .put("progress", progress(now))
            .put("createdAt", Site.seconds(createdAt));
    if (isOver() || !now.isBefore(startsAt)) {
      json.put("startedAt", Site.seconds(startsAt));
    }
    if (isOver()) {
      json.put("completedAt", Site.seconds(completedAt));
    }
    json.put("finishCode", Integer.toString(finishCode));
    boolean refresh = type.equals("RefreshExtract");
    ObjectNode about = refresh ? json.putObject("extractRefreshJob") : json;
    if (target.named() && !target.id().isEmpty()) {
      about.putObject(target.kind()).put("id", target.id()).put("name", target.name());
    }
    if (!target.connection().isEmpty()) {
      json.put("connectionLuid", target.connection());
    }
    if (notes != null && refresh) {
      about.put("notes", notes);
    } else if (notes != null) {
      ObjectNode all = json.putObject("statusNotes");
      all.putArray("statusNote").addObject().put("type", "error").put("text", notes);
    }
    return json;
  }

  private String progress(Instant now) {
    return isOver() ? "100" : now.isBefore(startsAt) ? "0" : "50";
  }

  /** As the list of jobs has it: with other names. */
  ObjectNode background(Instant now) {
    ObjectNode json =
        SandboxJson.object().put("id", id).put("jobType", type).put("createdAt", "" + createdAt);
    if (!isOver()) {
      return json.put("status", now.isBefore(startsAt) ? "Pending" : "InProgress");
    }
    String status = finishCode == OK ? "Success" : finishCode == CANCELLED ? "Cancelled" : "Failed";
    return json.put("status", status).put("endedAt", Site.seconds(completedAt));
  }
}
