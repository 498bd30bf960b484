package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.spi.VendorFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What became of the deliveries of one batch: every one of them is in exactly one of the lists.
 * Filled by one thread; its step commits before the lane hears of it.
 */
final class Report {

  /**
   * Deliveries to be looked at again after a while.
   *
   * @param apart whether they go by themselves then
   * @param unknown whether a write of them may have had its effect
   */
  record Later(List<Item> items, Duration after, boolean apart, boolean unknown) {}

  /** A job to be asked for after a while; {@code polls} is how often it was. */
  record Job(
      String id, String object, List<Jobs.JobWrite> writes, Duration after, int polls, long begun) {

    List<Item> items() {
      return writes.stream().map(Jobs.JobWrite::item).toList();
    }
  }

  /**
   * A table whose publish goes on after a while.
   *
   * @param polls how often the vendor's job was asked for
   * @param job whether a job of the vendor runs
   */
  record Table(long id, Duration after, int polls, boolean job) {}

  final Step step = new Step();
  final List<Item> ended = new ArrayList<>();
  final List<Item> back = new ArrayList<>();
  final List<Later> later = new ArrayList<>();
  final List<Job> jobs = new ArrayList<>();
  final List<Table> tables = new ArrayList<>();
  VendorFailure failure;
  boolean answered;
  long began = System.nanoTime();

  void end(Ending ending) {
    step.endings.add(ending);
    ended.add(ending.item());
  }

  void park(Parcel parcel, ParkedKind kind, String reason) {
    end(Ending.parked(parcel, kind, parcel.key(), reason));
  }

  void superseded(Parcel parcel) {
    end(Ending.superseded(parcel.item(), parcel.delivery()));
  }

  /** It came to its end before, and the news of that was sent then. */
  void repeat(Parcel parcel) {
    step.repeats.add(parcel.item());
    ended.add(parcel.item());
  }

  void waitFor(Parcel parcel, String parent) {
    step.waits.add(new Step.Wait(parcel.item(), parent));
    ended.add(parcel.item());
  }

  /** Its rows are kept, and gather until they are published. */
  void gather(Parcel parcel, long table, boolean fresh, long revision) {
    step.gathers.add(new Step.Gather(parcel.item(), parcel.delivery(), table, fresh, revision));
    ended.add(parcel.item());
  }

  /** Nothing was written: they may go at once, as far as the connection may. */
  void giveBack(List<Parcel> parcels) {
    for (Parcel parcel : parcels) {
      step.closed.add(parcel.item().delivery());
      back.add(parcel.item());
    }
  }

  void later(List<Parcel> parcels, Duration after, boolean apart, boolean unknown) {
    if (!parcels.isEmpty()) {
      later.add(new Later(items(parcels), after, apart, unknown));
    }
  }

  /** Commits the step; where its contents cannot be stored, parks what it tells of instead. */
  void commit(Committer committer) {
    try {
      committer.commit(step);
    } catch (Committer.Unstorable e) {
      committer.commit(step.withoutContents(e.getMessage()));
    }
  }

  /** As {@link #commit}, some time soon. */
  CompletableFuture<Void> commitLater(Committer committer) {
    return committer
        .later(step)
        .exceptionallyCompose(
            failure ->
                failure instanceof Committer.Unstorable
                    ? committer.later(step.withoutContents(failure.getMessage()))
                    : CompletableFuture.failedFuture(failure));
  }

  /** An audit event about deliveries whose end is open. */
  void event(Messages messages, AuditEvent.Step what, List<Parcel> parcels, String message) {
    List<AuditItem> items = parcels.stream().map(parcel -> Messages.item(parcel, message)).toList();
    String object = parcels.get(0).item().object();
    step.events.add(messages.audit(what, object, items, message));
  }

  static List<Item> items(List<Parcel> parcels) {
    return parcels.stream().map(Parcel::item).toList();
  }
}
