package io.mlconnector.platform.delivery;

import io.mlconnector.flow.sql.DatabaseUnavailable;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Tells the lane, the timers and the connection's state what became of things. For one thread. */
final class Settling {

  private final Desk desk;
  private final Lane lane;
  private final Dispatcher dispatcher;
  private final Timers timers;
  private final Weather weather;
  private final RiskGate gate;
  private final Consumer<Report> commit;
  private final Holds holds;
  private final Map<String, Report.Job> jobs = new HashMap<>();
  private final Set<String> unknown = new HashSet<>();

  Settling(
      Desk desk,
      Lane lane,
      Dispatcher dispatcher,
      Timers timers,
      Weather weather,
      RiskGate gate,
      Consumer<Report> commit) {
    this.desk = desk;
    this.lane = lane;
    this.dispatcher = dispatcher;
    this.timers = timers;
    this.weather = weather;
    this.gate = gate;
    this.commit = commit;
    this.holds = new Holds(desk);
  }

  int runningJobs() {
    return jobs.size();
  }

  /** How many loaded deliveries are not at their end. */
  int open() {
    return lane.size();
  }

  /** Holds every ref in whose name a former owner may still have an effect; nothing else waits. */
  void recover(List<Jobs.Stored> stored, List<Inbox.OpenAttempt> attempts) {
    holds.forget();
    Set<String> inJobs = new HashSet<>();
    for (Jobs.Stored job : stored) {
      job.writes().forEach(write -> inJobs.add(write.item().delivery()));
      job.writes().forEach(write -> lane.hold(write.item().ref()));
      claim(job);
      long begun = System.nanoTime() - job.age().toNanos();
      run(new Report.Job(job.job(), job.object(), job.writes(), Duration.ZERO, 0, begun));
    }
    List<Inbox.OpenAttempt> left =
        attempts.stream().filter(attempt -> !inJobs.contains(attempt.delivery())).toList();
    for (Inbox.OpenAttempt attempt : left) {
      lane.hold(attempt.ref());
      unknown.add(attempt.delivery());
      timers.in(
          attempt.left().plus(desk.config().grace()),
          () -> {
            unknown.remove(attempt.delivery());
            needless(lane.release(attempt.ref()));
          });
    }
    if (!left.isEmpty()) {
      holds.foundOpen(left);
    }
    desk.metrics().unknown(unknown.size());
  }

  private void claim(Jobs.Stored job) {
    for (Jobs.JobWrite write : job.writes()) {
      if (write.write().key() != null) {
        desk.claims().take(new Links.Target(job.object(), write.write().key()), write.item().ref());
      }
    }
  }

  /** An item that may start as soon as its ref may. */
  void offer(Item item, Report report) {
    report.step.needless.addAll(lane.offer(item));
    dispatcher.arrived(item, System.nanoTime());
  }

  /** What one batch, one look at a job, or one load came to. */
  void settle(Report report) {
    weather(report);
    for (Item item : report.ended) {
      desk.claims().release(item.ref());
      unknown.remove(item.delivery());
      lane.finish(item);
      jobEnded(report, item);
    }
    report.jobs.forEach(this::run);
    report.step.jobsEnded.forEach(jobs::remove);
    for (Item item : report.back) {
      giveBack(item);
    }
    report.later.forEach(this::later);
    offer(report.step.unblocked);
    desk.pace().ended(report.step.left());
    desk.metrics().settled(report);
    desk.metrics().unknown(unknown.size());
  }

  /** A batch that failed on our own side: it is tried again in parts, and alone it is parked. */
  void failed(List<Parcel> parcels, RuntimeException failure, Duration pause) {
    if (failure instanceof DatabaseUnavailable) {
      timers.in(pause, () -> parcels.forEach(parcel -> giveBack(parcel.item())));
    } else if (parcels.size() > 1) {
      int middle = parcels.size() / 2;
      List<Item> items = Report.items(parcels);
      timers.in(pause, () -> dispatcher.apart(items.subList(0, middle)));
      timers.in(pause, () -> dispatcher.apart(items.subList(middle, items.size())));
    } else {
      Report report = new Report();
      String reason = "It could not be processed: " + SinkFailure.describe(failure);
      report.park(parcels.get(0), ParkedKind.SINK_ERROR, reason);
      commit.accept(report);
    }
  }

  void askLater(Report.Job job, Duration pause) {
    timers.in(pause, () -> dispatcher.due(job));
  }

  /** Items that are in nobody's hands and may start, once they are counted where they must be. */
  void offer(List<Item> items) {
    Report report = new Report();
    for (Item item : items) {
      if (item.risky() && !item.approved()) {
        gate.add(item, System.nanoTime());
      } else {
        offer(item, report);
      }
    }
    commitIfAny(report);
  }

  /** Items that the mass-change guard let pass. */
  void pass(List<Item> items) {
    Report report = new Report();
    items.forEach(item -> offer(item, report));
    commitIfAny(report);
  }

  private void weather(Report report) {
    if (report.failure != null) {
      Duration rest = weather.failed(report.failure, System.nanoTime());
      holds.begin(report.failure, rest);
    } else if (report.answered && weather.answered(report.began)) {
      holds.end();
    }
  }

  private void run(Report.Job job) {
    jobs.put(job.id(), job);
    Duration after = job.after() == null ? Duration.ZERO : desk.lapse().here(job.after());
    timers.in(after, () -> dispatcher.due(job));
  }

  private void later(Report.Later later) {
    if (later.unknown()) {
      later.items().forEach(item -> unknown.add(item.delivery()));
    }
    timers.in(
        later.after(),
        () -> {
          later.items().forEach(item -> unknown.remove(item.delivery()));
          desk.metrics().unknown(unknown.size());
          if (later.apart()) {
            dispatcher.apart(later.items());
          } else {
            later.items().forEach(this::giveBack);
          }
        });
  }

  /** A job of a former owner held the refs of its items back. */
  private void jobEnded(Report report, Item item) {
    if (!report.step.jobsEnded.isEmpty() || !report.jobs.isEmpty()) {
      needless(lane.release(item.ref()));
    }
  }

  private void giveBack(Item item) {
    desk.claims().release(item.ref());
    needless(lane.giveBack(item));
  }

  private void needless(List<Item> items) {
    Report report = new Report();
    report.step.needless.addAll(items);
    commitIfAny(report);
  }

  private void commitIfAny(Report report) {
    if (!report.step.isEmpty()) {
      commit.accept(report);
    }
  }
}
