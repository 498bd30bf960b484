package io.mlconnector.peoplesoft;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * One job of a person (EMPL_RCD) over time. Of the rows of a day the one with the highest sequence
 * holds, from that day to the next that has one.
 */
final class Job {

  /**
   * A stretch of a job.
   *
   * @param begins from when on it is believed: an end only once access shall end
   * @param ended the effective date of the end; null where the job is active
   */
  record Stretch(JobRow row, boolean active, LocalDateTime begins, LocalDate ended) {}

  private final int record;
  private final List<Stretch> stretches = new ArrayList<>();

  /**
   * A job.
   *
   * @param days the row that holds from each day on
   */
  Job(int record, SortedMap<LocalDate, JobRow> days, JobRules rules) {
    this.record = record;
    LocalDate ended = null;
    for (JobRow row : days.values()) {
      boolean active = rules.active(row);
      ended = active ? null : ended == null ? ended(row) : ended;
      LocalDateTime begins = active ? row.effective().atStartOfDay() : rules.end(ended);
      stretches.add(new Stretch(row, active, begins, ended));
    }
  }

  /** A later row of somebody who had left, such as a correction, does not move the end. */
  private static LocalDate ended(JobRow row) {
    LocalDate lastDay = row.date("lastDay");
    LocalDate effective = row.effective();
    return lastDay != null && lastDay.isBefore(effective) ? lastDay.plusDays(1) : effective;
  }

  int record() {
    return record;
  }

  List<Stretch> stretches() {
    return stretches;
  }

  /** Whether it has begun; what ends had begun before. */
  boolean begun(LocalDate today) {
    return !stretches.get(0).row().effective().isAfter(today);
  }

  boolean active(LocalDateTime at) {
    // The rows before the one in effect are not shown: a job that ends was active until then.
    boolean active = !stretches.get(0).active();
    for (Stretch stretch : stretches) {
      if (!stretch.begins().isAfter(at)) {
        active = stretch.active();
      }
    }
    return active;
  }

  /** The stretch that the calendar says; the first where none has begun. */
  Stretch current(LocalDate today) {
    Stretch current = stretches.get(0);
    for (Stretch stretch : stretches) {
      if (!stretch.row().effective().isAfter(today)) {
        current = stretch;
      }
    }
    return current;
  }
}
