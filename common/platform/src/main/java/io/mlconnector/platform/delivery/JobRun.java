package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks once for a job of the vendor, and says what became of the deliveries that wait for it. */
final class JobRun {

  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration MOST = Duration.ofSeconds(30);

  private final Desk desk;
  private final Sink sink;
  private final Report.Job job;
  private final Report report = new Report();
  private final Verdicts verdicts;

  JobRun(Desk desk, Sink sink, Report.Job job) {
    this.desk = desk;
    this.sink = sink;
    this.job = job;
    this.verdicts = new Verdicts(desk);
  }

  /** Asks, and commits what came of it. */
  Report run() {
    Map<Long, Parcel> parcels = desk.inbox().parcels(job.items());
    List<Jobs.JobWrite> asked = new ArrayList<>();
    for (Jobs.JobWrite write : job.writes()) {
      if (parcels.containsKey(write.item().id())) {
        asked.add(write);
      } else {
        report.ended.add(write.item());
      }
    }
    if (asked.isEmpty()) {
      report.step.jobsEnded.add(job.id());
    } else {
      ask(asked, asked.stream().map(write -> parcels.get(write.item().id())).toList());
    }
    desk.probe().at("before job completion");
    report.commit(desk.committer());
    desk.probe().at("after job completion");
    return report;
  }

  private void ask(List<Jobs.JobWrite> asked, List<Parcel> parcels) {
    List<Write> writes = asked.stream().map(Jobs.JobWrite::write).toList();
    List<WriteResult> results;
    try {
      results = SinkFailure.guard(() -> sink.resume(desk.vendor(), job.id(), writes));
      if (results == null || results.size() != writes.size()) {
        throw new SinkFailure("resume gave another number of results than there are writes");
      }
    } catch (VendorFailure e) {
      failed(e, asked, parcels);
      return;
    } catch (RuntimeException e) {
      end(parcels, verdicts.sink(parcels.get(0)) + " failed: " + SinkFailure.describe(e));
      return;
    }
    report.answered = true;
    desk.pulse().beat();
    desk.probe().at("job answered");
    sort(asked, parcels, results);
  }

  private void sort(List<Jobs.JobWrite> asked, List<Parcel> parcels, List<WriteResult> results) {
    Map<String, List<Jobs.JobWrite>> running = new LinkedHashMap<>();
    Map<String, Duration> after = new LinkedHashMap<>();
    List<Parcel> left = new ArrayList<>();
    List<Parcel> others = new ArrayList<>();
    List<WriteResult.Changed> now = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Parcel parcel = parcels.get(i);
      WriteResult result = results.get(i);
      if (result instanceof WriteResult.Waiting waiting) {
        running.computeIfAbsent(waiting.job(), any -> new ArrayList<>()).add(asked.get(i));
        after.put(waiting.job(), waiting.after());
        left.add(parcel);
      } else if (result instanceof WriteResult.Changed changed) {
        others.add(parcel);
        now.add(changed);
      } else {
        verdicts.of(parcel, asked.get(i).write(), result).ifPresent(report::end);
      }
    }
    if (!left.isEmpty() && age().compareTo(desk.config().jobLimit()) > 0) {
      end(left, "The vendor's job %s did not end within %s".formatted(job.id(), age()));
      return;
    }
    if (!running.containsKey(job.id())) {
      report.step.jobsEnded.add(job.id());
    }
    running.forEach((id, writes) -> goOn(id, writes, after.get(id)));
    if (!others.isEmpty()) {
      // Given back, they would be looked for as before, not found, and made a job of for ever.
      new BatchRun(desk, sink, others, report).decideOn(now);
    }
  }

  private void goOn(String id, List<Jobs.JobWrite> writes, Duration after) {
    boolean same = id.equals(job.id());
    if (!same || writes.size() != job.writes().size()) {
      report.step.running.add(new Step.Running(id, job.object(), Jobs.text(writes)));
    }
    int polls = same ? job.polls() + 1 : 0;
    report.jobs.add(
        new Report.Job(
            id,
            job.object(),
            writes,
            same ? pause(polls, after) : after,
            polls,
            same ? job.begun() : System.nanoTime()));
  }

  private void failed(VendorFailure failure, List<Jobs.JobWrite> asked, List<Parcel> parcels) {
    if (failure.kind() == VendorFailure.Kind.REJECTED) {
      String words = "The vendor does not know job %s any more".formatted(job.id());
      report.event(desk.messages(), AuditEvent.Step.OUTCOME_UNKNOWN, parcels, words);
      report.step.jobsEnded.add(job.id());
      report.later(parcels, desk.config().grace(), false, true);
      return;
    }
    report.failure = failure;
    if (age().compareTo(desk.config().jobLimit()) > 0) {
      end(
          parcels,
          "The vendor's job %s could not be asked for within %s".formatted(job.id(), age()));
      return;
    }
    report.jobs.add(new Report.Job(job.id(), job.object(), asked, FIRST, job.polls(), job.begun()));
  }

  private void end(List<Parcel> parcels, String reason) {
    report.step.jobsEnded.add(job.id());
    parcels.forEach(parcel -> report.park(parcel, ParkedKind.JOB, reason));
  }

  /** At least as long as the vendor says, and longer each time. */
  static Duration pause(int polls, Duration told) {
    double grown = FIRST.toMillis() * Math.pow(1.5, Math.min(polls - 1, 20));
    Duration own = Duration.ofMillis((long) Math.min(grown, MOST.toMillis()));
    return told != null && told.compareTo(own) > 0 ? told : own;
  }

  private Duration age() {
    return Duration.ofNanos(System.nanoTime() - job.begun());
  }
}
