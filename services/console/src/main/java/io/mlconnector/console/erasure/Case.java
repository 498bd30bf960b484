package io.mlconnector.console.erasure;

import io.mlconnector.canonical.RecordKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A person who is to be erased, is being erased, or was.
 *
 * @param kind {@code mail} or {@code record}: what was typed
 * @param found null once nobody needs it any more
 * @param reason null until somebody said go
 * @param finished null until every service is done
 * @param tasks of every service that was in use then
 */
public record Case(
    String id,
    State state,
    String askedBy,
    Instant asked,
    String kind,
    long identifiers,
    Found found,
    String reason,
    Instant finished,
    String liftedBy,
    String liftedReason,
    Instant lifted,
    List<Task> tasks) {

  /** How far it is. */
  public enum State {
    LOOKED,
    RUNNING,
    DONE,
    LIFTING,
    LIFTED;

    public String words() {
      return switch (this) {
        case LOOKED -> "not begun";
        case RUNNING -> "being erased";
        case DONE -> "erased";
        case LIFTING -> "being lifted";
        case LIFTED -> "lifted";
      };
    }
  }

  /** A record in another system that was made from one of the person's; it stays there. */
  public record Target(String record, String connection, String object, String key) {}

  /**
   * What was found.
   *
   * @param records keys of the person's records
   * @param mentions keys of records of others that hold the address
   * @param held rows by kind, by service
   * @param silent services that did not say what they hold
   * @param before erasures of the same person, the newest first
   */
  public record Found(
      List<String> records,
      List<Target> targets,
      List<String> mentions,
      Map<String, Map<String, Long>> held,
      List<String> silent,
      List<String> before) {

    /** What JSON leaves out is empty. */
    public Found {
      records = records == null ? List.of() : List.copyOf(records);
      targets = targets == null ? List.of() : List.copyOf(targets);
      mentions = mentions == null ? List.of() : List.copyOf(mentions);
      held = held == null ? Map.of() : held;
      silent = silent == null ? List.of() : List.copyOf(silent);
      before = before == null ? List.of() : List.copyOf(before);
    }

    /** The records' keys, part by part. */
    public List<RecordKey> sources() {
      return records.stream().map(RecordKey::parse).toList();
    }
  }

  /**
   * What one service does.
   *
   * @param went rows by kind
   * @param why what it waits for, or what went wrong; null for nothing
   */
  public record Task(
      String service,
      String state,
      int tries,
      Map<String, Long> went,
      long open,
      String why,
      Instant next,
      Instant finished) {

    public boolean done() {
      return state.equals("DONE");
    }

    /** Its state in words. */
    public String words() {
      return switch (state) {
        case "DONE" -> "done";
        case "SETTLING" -> "being checked";
        default -> tries == 0 ? "to be done" : "not done yet";
      };
    }
  }

  public boolean looked() {
    return state == State.LOOKED;
  }

  public boolean mayBeLifted() {
    return state == State.DONE;
  }

  /** How many services are done. */
  public long ready() {
    return tasks.stream().filter(Task::done).count();
  }
}
