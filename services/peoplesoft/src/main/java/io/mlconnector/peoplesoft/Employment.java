package io.mlconnector.peoplesoft;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all jobs of a person come to, on PeopleSoft's own clock: the person is active while one job
 * is, and leaves when the last one ends.
 *
 * @param main the row that says what the person does: of the active job with the lowest number, or
 *     of the one that ended last
 * @param end when access ends or ended, and of which effective date; null while no end is known
 */
record Employment(boolean active, JobRow main, End end) {

  /** An end. */
  record End(LocalDate terminated, LocalDateTime at) {}

  /** Empty where no job counts, or none has begun yet. */
  static Optional<Employment> of(Person person, JobRules rules) {
    List<Job> jobs = jobs(person, rules);
    JobRow any = person.rows().get(0);
    LocalDate today = any.today();
    if (jobs.stream().noneMatch(job -> job.begun(today))) {
      return Optional.empty();
    }
    LocalDateTime now = any.now();
    LocalDateTime at = now.isBefore(today.atStartOfDay()) ? today.atStartOfDay() : now;
    boolean active = active(jobs, today, at);
    End end = active ? next(jobs, at) : last(jobs, at);
    return Optional.of(new Employment(active, main(jobs, today, at, active), end));
  }

  private static List<Job> jobs(Person person, JobRules rules) {
    SortedMap<Integer, SortedMap<LocalDate, JobRow>> rows = new TreeMap<>();
    for (JobRow row : person.rows()) {
      if (rules.counts(row)) {
        rows.computeIfAbsent(row.record(), key -> new TreeMap<>())
            .merge(
                row.effective(),
                row,
                (one, other) -> one.sequence() > other.sequence() ? one : other);
      }
    }
    List<Job> jobs = new ArrayList<>();
    rows.forEach((record, days) -> jobs.add(new Job(record, days, rules)));
    return jobs;
  }

  private static boolean active(List<Job> jobs, LocalDate today, LocalDateTime at) {
    return jobs.stream().anyMatch(job -> begun(job, today, at) && job.active(at));
  }

  /** Later moments are looked at too, for which today does not tell what has begun. */
  private static boolean begun(Job job, LocalDate today, LocalDateTime at) {
    LocalDate day = at.toLocalDate();
    return job.begun(day.isAfter(today) ? day : today);
  }

  /** The first moment ahead at which no job is left. */
  private static End next(List<Job> jobs, LocalDateTime now) {
    return ends(jobs).stream()
        .filter(end -> end.at.isAfter(now))
        .filter(end -> !active(jobs, end.at.toLocalDate(), end.at))
        .min(Comparator.comparing(End::at))
        .orElse(null);
  }

  private static End last(List<Job> jobs, LocalDateTime now) {
    return ends(jobs).stream()
        .filter(end -> !end.at.isAfter(now))
        .max(Comparator.comparing(End::at))
        .orElse(null);
  }

  private static List<End> ends(List<Job> jobs) {
    return jobs.stream()
        .flatMap(job -> job.stretches().stream())
        .filter(stretch -> !stretch.active())
        .map(stretch -> new End(stretch.ended(), stretch.begins()))
        .toList();
  }

  private static JobRow main(List<Job> jobs, LocalDate today, LocalDateTime at, boolean active) {
    List<Job> begun = jobs.stream().filter(job -> job.begun(today)).toList();
    if (active) {
      return begun.stream()
          .filter(job -> job.active(at))
          .min(Comparator.comparingInt(Job::record))
          .orElse(begun.get(0))
          .current(today)
          .row();
    }
    return begun.stream()
        .map(job -> job.current(today))
        .max(Comparator.comparing(Job.Stretch::begins))
        .orElseThrow()
        .row();
  }
}
