package io.mlconnector.platform.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one batch: reads what is there, decides, writes what differs, and says what became of each
 * delivery. An attempt commits before each write.
 */
final class BatchRun {

  private static final int ROUNDS = 3;
  private static final Duration RIVAL = Duration.ofMillis(500);
  private static final int MOST_ATTEMPTS = 10;

  private final Desk desk;
  private final Sink sink;
  private final List<Parcel> parcels;
  private final Report report;
  private final Verdicts verdicts;
  private final Failures failures;

  BatchRun(Desk desk, Sink sink, List<Parcel> parcels) {
    this(desk, sink, parcels, new Report());
  }

  /**
   * @param report where it says what became of them
   */
  BatchRun(Desk desk, Sink sink, List<Parcel> parcels, Report report) {
    this.report = report;
    this.desk = desk;
    this.sink = sink;
    this.parcels = parcels;
    this.verdicts = new Verdicts(desk);
    this.failures = new Failures(desk, report);
  }

  /** A write that is decided on. */
  private record Send(Parcel parcel, Write write) {}

  /**
   * Runs the batch; what it came to is still to be committed.
   *
   * @throws io.mlconnector.flow.lease.LeaseLost where another replica has taken over
   */
  Report run() {
    List<Parcel> open = Screen.open(parcels, report);
    open.stream()
        .filter(Parcel::onlyLinks)
        .forEach(parcel -> report.end(verdicts.unchanged(parcel, parcel.key(), Map.of())));
    open = open.stream().filter(parcel -> !parcel.onlyLinks()).toList();
    if (!open.isEmpty()) {
      write(decide(open));
    }
    return report;
  }

  /**
   * Decides on what a vendor's job found instead of what had been seen before, without reading it
   * again; commits nothing but attempts.
   */
  void decideOn(List<WriteResult.Changed> now) {
    List<Found> found = new ArrayList<>();
    now.forEach(changed -> found.add(new Found.Present(changed.key(), changed.current())));
    Map<Links.Target, String> owners = owners(parcels, found);
    List<Send> sends = new ArrayList<>();
    for (int i = 0; i < parcels.size(); i++) {
      WriteResult.Changed changed = now.get(i);
      present(parcels.get(i), changed.key(), changed.current(), owners).ifPresent(sends::add);
    }
    write(sends);
  }

  private List<Send> decide(List<Parcel> open) {
    List<Found> found;
    try {
      List<Write> looks = open.stream().map(BatchRun::look).toList();
      found = counted(SinkFailure.guard(() -> sink.find(desk.vendor(), looks)), looks, "find");
    } catch (RuntimeException e) {
      failures.whileReading(e, open);
      return List.of();
    }
    report.answered = true;
    desk.probe().at("found");
    Map<Links.Target, String> owners = owners(open, found);
    List<Send> sends = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      decide(open.get(i), found.get(i), owners).ifPresent(sends::add);
    }
    return sends;
  }

  private Optional<Send> decide(Parcel parcel, Found found, Map<Links.Target, String> owners) {
    if (found instanceof Found.Present present) {
      return present(parcel, present.key(), present.current(), owners);
    }
    if (found instanceof Found.Refused refused) {
      report.park(parcel, ParkedKind.REFUSED, refused.reason());
    } else if (found instanceof Found.Ambiguous several) {
      report.park(parcel, ParkedKind.AMBIGUOUS, several.reason());
    } else if (found == null) {
      report.park(parcel, ParkedKind.SINK_ERROR, verdicts.sink(parcel) + " found null");
    } else if (parcel.flagsRemoved()
        || (parcel.key() == null && (parcel.looks() || parcel.item().risky()))) {
      // What is not there needs no flag, and whoever has no user no suspension.
      report.end(verdicts.unchanged(parcel, parcel.key(), Map.of()));
    } else if (found instanceof Found.Gone || parcel.key() != null) {
      report.park(
          parcel,
          ParkedKind.GONE,
          "Target record %s is no longer there: recreate it, unlink it, or dismiss this"
              .formatted(parcel.key()));
    } else {
      return Optional.of(creation(parcel));
    }
    return Optional.empty();
  }

  private static Send creation(Parcel parcel) {
    Map<String, JsonNode> fields = Decide.creation(parcel.delivery().fields(), parcel.parents());
    return new Send(parcel, write(parcel, null, fields, Map.of(), false));
  }

  /** What is sent over a record that is there; nothing where the delivery is at its end. */
  private Optional<Send> present(
      Parcel parcel, String key, Map<String, JsonNode> current, Map<Links.Target, String> owners) {
    Links.Target target = new Links.Target(parcel.item().object(), key);
    String ref = parcel.item().ref();
    String owner = owners.get(target);
    if (parcel.appends()) {
      report.end(verdicts.unchanged(parcel, key, current));
    } else if (owner != null && !owner.equals(ref)) {
      return belongsToAnother(parcel, key, owner, current);
    } else if (Guard.stops(parcel, current)) {
      report.end(verdicts.changed(parcel, key, current));
    } else if (parcel.looks()) {
      report.end(verdicts.unchanged(parcel, key, current));
    } else if (owner == null && !desk.claims().take(target, ref)) {
      report.step.closed.add(parcel.item().delivery());
      report.later(List.of(parcel), RIVAL, false, false);
    } else {
      Map<String, JsonNode> sent =
          Decide.update(parcel.delivery().fields(), parcel.parents(), current);
      if (!sent.isEmpty()) {
        return Optional.of(new Send(parcel, write(parcel, key, sent, current, false)));
      }
      report.end(verdicts.unchanged(parcel, key, current));
    }
    return Optional.empty();
  }

  /** A ref that may share the record adds what takes nothing from the one that it belongs to. */
  private Optional<Send> belongsToAnother(
      Parcel parcel, String key, String owner, Map<String, JsonNode> current) {
    if (!parcel.shares()) {
      report.end(Ending.parked(parcel, ParkedKind.AMBIGUOUS, key, Links.belongs(key, owner)));
      return Optional.empty();
    }
    List<FieldWrite> adding =
        parcel.delivery().fields().stream()
            .filter(field -> sink.adds().contains(field.path()))
            .toList();
    Map<String, JsonNode> sent = Decide.update(adding, parcel.parents(), current);
    if (sent.isEmpty()) {
      report.end(verdicts.unchanged(parcel, key, current).asShared());
      return Optional.empty();
    }
    return Optional.of(new Send(parcel, write(parcel, key, sent, current, true)));
  }

  private void write(List<Send> sends) {
    Map<String, List<Jobs.JobWrite>> jobs = new LinkedHashMap<>();
    Map<String, Duration> first = new LinkedHashMap<>();
    List<Send> next = sends;
    for (int round = 1; !next.isEmpty(); round++) {
      List<WriteResult> results = call(next, round);
      List<Send> changed = new ArrayList<>();
      for (int i = 0; i < results.size(); i++) {
        Send send = next.get(i);
        WriteResult result = results.get(i);
        if (result instanceof WriteResult.Waiting waiting) {
          jobs.computeIfAbsent(waiting.job(), any -> new ArrayList<>())
              .add(new Jobs.JobWrite(send.parcel.item(), send.write));
          first.put(waiting.job(), waiting.after());
        } else if (result instanceof WriteResult.Changed now) {
          again(send, now, round).ifPresent(changed::add);
        } else {
          verdicts.of(send.parcel, send.write, result).ifPresent(report::end);
        }
      }
      next = changed;
    }
    jobs.forEach((job, writes) -> started(job, writes, first.get(job)));
  }

  /** The results of one call; none where it failed, which is dealt with then. */
  private List<WriteResult> call(List<Send> sends, int round) {
    List<Parcel> sent = sends.stream().map(Send::parcel).toList();
    List<Write> writes = sends.stream().map(Send::write).toList();
    Duration timeout = desk.writeTimeout();
    Step begin = new Step();
    sent.forEach(
        parcel ->
            begin.begun.add(new Step.Begun(parcel.item(), parcel.attempts() + round, timeout)));
    desk.probe().at("before attempt");
    desk.attempts().commit(begin);
    desk.metrics().attempts(sent.size());
    desk.probe().at("after attempt");
    desk.lease().ensure(timeout);
    List<WriteResult> results;
    try {
      results = SinkFailure.guard(() -> sink.write(desk.vendor(), writes));
      desk.probe().at("written");
      counted(results, writes, "write");
      results = Guard.readBack(sink, desk.vendor(), sent, writes, results);
    } catch (RuntimeException e) {
      failures.whileWriting(e, sent);
      return List.of();
    }
    report.answered = true;
    desk.pulse().beat();
    return results;
  }

  /** The target record was not as it had been seen: decides again on what is there. */
  private Optional<Send> again(Send send, WriteResult.Changed now, int round) {
    Parcel parcel = send.parcel;
    if (round >= ROUNDS || parcel.attempts() > MOST_ATTEMPTS) {
      report.end(
          Ending.parked(
              parcel,
              ParkedKind.CHANGING,
              now.key(),
              "The target record kept changing while it was written"));
      return Optional.empty();
    }
    Found.Present present = new Found.Present(now.key(), now.current());
    return present(parcel, now.key(), now.current(), owners(List.of(parcel), List.of(present)));
  }

  private void started(String job, List<Jobs.JobWrite> writes, Duration after) {
    String object = sink.object();
    report.step.running.add(new Step.Running(job, object, Jobs.text(writes)));
    report.jobs.add(new Report.Job(job, object, writes, after, 0, System.nanoTime()));
  }

  /** To whom the records found belong that are not known to be the ref's own. */
  private Map<Links.Target, String> owners(List<Parcel> open, List<Found> found) {
    List<Links.Target> asked = new ArrayList<>();
    Map<Links.Target, String> owners = new LinkedHashMap<>();
    for (int i = 0; i < open.size(); i++) {
      Parcel parcel = open.get(i);
      if (found.get(i) instanceof Found.Present present) {
        Links.Target target = new Links.Target(parcel.item().object(), present.key());
        boolean own = parcel.link() != null && !parcel.link().shared();
        if (own && present.key().equals(parcel.key())) {
          owners.put(target, parcel.item().ref());
        } else {
          asked.add(target);
        }
      }
    }
    if (!asked.isEmpty()) {
      owners.putAll(desk.committer().ask(sql -> desk.links().owners(sql, asked)));
      // What this very batch has made has no link yet.
      report.step.endings.stream()
          .filter(end -> end.links() && !end.shared())
          .forEach(
              end ->
                  owners.putIfAbsent(
                      new Links.Target(end.item().object(), end.key()), end.item().ref()));
    }
    return owners;
  }

  /** What is asked of {@code find}: all that is wanted; a removal never adopts a record. */
  private static Write look(Parcel parcel) {
    return write(
        parcel,
        parcel.appends() ? null : parcel.key(),
        Decide.wanted(parcel.delivery().fields(), parcel.parents()),
        Map.of(),
        false);
  }

  private static Write write(
      Parcel parcel,
      String key,
      Map<String, JsonNode> fields,
      Map<String, JsonNode> current,
      boolean shared) {
    return new Write(
        parcel.item().delivery(),
        parcel.delivery().ref(),
        key,
        fields,
        current,
        parcel.flagsRemoved() ? List.of() : parcel.delivery().match(),
        parcel.delivery().policies(),
        shared);
  }

  private <T> List<T> counted(List<T> answers, List<Write> writes, String method) {
    if (answers == null || answers.size() != writes.size()) {
      throw new SinkFailure(
          "%s gave %s answers for %d writes"
              .formatted(method, answers == null ? "no" : answers.size(), writes.size()));
    }
    return answers;
  }
}
