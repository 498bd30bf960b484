package io.mlconnector.sandbox.tableau;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The site's jobs: each does its work at the moment that the clock gives it. */
final class Jobs {

  private static final int KEPT = 2_000;

  /** A failure that somebody ordered; {@code notes} null for one without any. */
  record Ordered(String type, String notes) {}

  private record Remembered(Job job, Instant at) {}

  private final Clock clock;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Map<String, Remembered> requests = new HashMap<>();
  private final Deque<Ordered> failures = new ArrayDeque<>();
  private long changes;

  Jobs(Clock clock) {
    this.clock = clock;
  }

  void add(Job job) {
    jobs.put(job.id, job);
    changes++;
    jobs.values().removeIf(each -> jobs.size() > KEPT && each.isOver());
  }

  Optional<Job> job(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  List<Job> all() {
    return List.copyOf(jobs.values());
  }

  /** Those that are not over and work on that data source. */
  List<Job> workingOn(String dataSource) {
    return jobs.values().stream()
        .filter(job -> !job.isOver() && job.target().id().equals(dataSource))
        .toList();
  }

  /** Does what is due, in the order in which it is. */
  void settle() {
    Instant now = clock.instant();
    jobs.values().stream()
        .filter(job -> !job.isOver() && !job.endsAt.isAfter(now))
        .sorted(Comparator.comparing(job -> job.endsAt))
        .forEach(this::end);
  }

  private void end(Job job) {
    Ordered failure =
        failures.stream().filter(each -> each.type().equals(job.type)).findFirst().orElse(null);
    if (failure == null) {
      job.run();
    } else {
      failures.remove(failure);
      job.end(job.endsAt, Job.FAILED, failure.notes());
    }
    changes++;
  }

  void cancel(Job job) {
    job.end(clock.instant(), Job.CANCELLED, null);
    changes++;
  }

  /** The next jobs of that type fail without having done anything. */
  void failNext(String type, String notes, int times) {
    for (int i = 0; i < times; i++) {
      failures.addLast(new Ordered(type, notes));
    }
  }

  /** The job that was made for a request id, as long as that is remembered. */
  Optional<Job> ofRequest(String requestId, TableauSettings settings) {
    Remembered known = requests.get(requestId);
    if (known == null
        || known.at().plus(Duration.ofHours(settings.requestIdHours())).isBefore(clock.instant())) {
      return Optional.empty();
    }
    boolean failed = known.job().isOver() && known.job().finishCode() != Job.OK;
    return failed && !settings.requestIdAfterFailure()
        ? Optional.empty()
        : Optional.of(known.job());
  }

  void remember(String requestId, Job job) {
    requests.put(requestId, new Remembered(job, clock.instant()));
  }

  long changes() {
    return changes;
  }
}
