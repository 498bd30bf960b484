package io.mlconnector.sandbox.zendesk.state;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** The account's bulk jobs: at most 30 queued or running at once. */
public final class Jobs {

  public static final int MOST = 30;

  private final InstantSource clock;
  private final JobWork work;
  private final Random random;
  private final Supplier<Settings> settings;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private int nextFailsAfter = -1;

  Jobs(InstantSource clock, JobWork work, Random random, Supplier<Settings> settings) {
    this.clock = clock;
    this.work = work;
    this.random = random;
    this.settings = settings;
  }

  /**
   * Queues a job, or refuses with TooManyJobs. The items are done in any order: of two changes to
   * one record either may be the last.
   */
  public Job start(String type, List<JobStep> steps) {
    List<String> active = active().stream().map(Job::id).toList();
    if (active.size() >= MOST) {
      throw Refusals.tooManyJobs(active);
    }
    Settings now = settings.get();
    long millis = Math.max(now.jobMinMillis(), now.jobMillisPerItem() * steps.size());
    String id = String.format("V3-%016x%016x", random.nextLong(), random.nextLong());
    List<JobStep> anyOrder = new ArrayList<>(steps);
    Collections.shuffle(anyOrder, random);
    Duration time = Duration.ofMillis(millis);
    Job job = new Job(id, type, clock.instant(), anyOrder, List.of(), time, nextFailsAfter);
    nextFailsAfter = -1;
    jobs.put(id, job);
    return job;
  }

  void replaceAll(List<Job> saved) {
    jobs.clear();
    saved.forEach(job -> jobs.put(job.id, job));
  }

  /** Lets the next job end as failed after the given number of items. */
  public void failNext(int afterItems) {
    nextFailsAfter = afterItems;
  }

  public Optional<Job> byId(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  public Collection<Job> all() {
    return jobs.values();
  }

  public List<Job> active() {
    return jobs.values().stream().filter(job -> !job.ended()).toList();
  }

  /** Does everything that was due until now, in order; tells whether there was anything. */
  boolean settle(Instant now) {
    Optional<Job> next = nextDue(now);
    boolean any = next.isPresent();
    while (next.isPresent()) {
      next.get().step(next.get().nextDue(), work, random);
      next = nextDue(now);
    }
    jobs.values().forEach(job -> job.leaveQueue(now));
    Instant oldest = now.minusSeconds(settings.get().jobRetentionSeconds());
    jobs.values().removeIf(job -> job.ended() && job.endedAt().isBefore(oldest));
    return any;
  }

  private Optional<Job> nextDue(Instant now) {
    return jobs.values().stream()
        .filter(job -> !job.ended() && !job.nextDue().isAfter(now))
        .min(Comparator.comparing(Job::nextDue));
  }
}
