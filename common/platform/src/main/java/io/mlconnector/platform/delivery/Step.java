package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.delivery.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one batch has to say to the database, to be committed as one. Filled by one thread, then
 * handed over.
 */
final class Step {

  /** A write that is about to begin. */
  record Begun(Item item, int number, Duration timeout) {}

  /** A delivery that waits for a parent's target key. */
  record Wait(Item item, String parent) {}

  /**
   * A delivery whose rows gather until they are published.
   *
   * @param table the table's id
   * @param fresh whether the record had no rows before
   * @param revision since which its rows wait
   */
  record Gather(Item item, Delivery delivery, long table, boolean fresh, long revision) {}

  /** A job that the vendor started, or what is left of it. */
  record Running(String job, String object, String writes) {}

  final List<Begun> begun = new ArrayList<>();
  final List<String> closed = new ArrayList<>();
  final List<Ending> endings = new ArrayList<>();
  final List<Item> needless = new ArrayList<>();
  final List<Item> repeats = new ArrayList<>();
  final List<Wait> waits = new ArrayList<>();
  final List<Gather> gathers = new ArrayList<>();
  final List<Running> running = new ArrayList<>();
  final List<String> jobsEnded = new ArrayList<>();
  final List<AuditEvent> events = new ArrayList<>();

  /** Filled by the commit: items that need not wait after all, since their parent came. */
  final List<Item> unblocked = new ArrayList<>();

  /** The same step, but that what it says of deliveries is only that it cannot be stored. */
  Step withoutContents(String problem) {
    Step bare = new Step();
    bare.closed.addAll(closed);
    bare.needless.addAll(needless);
    bare.repeats.addAll(repeats);
    bare.waits.addAll(waits);
    bare.gathers.addAll(gathers);
    bare.running.addAll(running);
    bare.jobsEnded.addAll(jobsEnded);
    String reason = "What the target answered cannot be stored: " + problem;
    endings.forEach(
        end ->
            bare.endings.add(
                Ending.parked(end.item(), end.delivery(), ParkedKind.UNSTORABLE, null, reason)));
    return bare;
  }

  /** How many deliveries are in the inbox no more. */
  int left() {
    return endings.size() + needless.size() + repeats.size() + waits.size();
  }

  boolean isEmpty() {
    return begun.isEmpty()
        && closed.isEmpty()
        && endings.isEmpty()
        && needless.isEmpty()
        && repeats.isEmpty()
        && waits.isEmpty()
        && gathers.isEmpty()
        && running.isEmpty()
        && jobsEnded.isEmpty()
        && events.isEmpty();
  }
}
