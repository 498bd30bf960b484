package io.mlconnector.sandbox.peoplesoft;

import java.time.LocalDate;
import java.time.LocalDateTime;

/** Adds rows to one job of a person as the pages of PeopleSoft do. */
final class Career {

  private final Person person;
  private final int record;
  private final LocalDateTime stamp;

  /**
   * @param stamp what the rows have as LASTUPDDTTM; null as after a change by SQL
   */
  Career(Person person, int record, LocalDateTime stamp) {
    this.person = person;
    this.record = record;
    this.stamp = stamp;
  }

  /** The first row. */
  Row start(String action, LocalDate day, Row work) {
    Row row = work.copy().set("EMPL_RCD", record).set("LAST_HIRE_DT", day);
    return put(row, action, day, 0);
  }

  /** A further row, with what the one before it says; its sequence is free. */
  Row next(String action, LocalDate day, int sequence) {
    Row before =
        person.jobs(record).stream()
            .filter(job -> !job.date("EFFDT").isAfter(day))
            .max(Person.IN_TIME)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "EFFDT: record " + record + " has no row on or before " + day));
    return put(before.copy(), action, day, sequence);
  }

  private Row put(Row row, String action, LocalDate day, int sequence) {
    row.set("ACTION", action).set("EFFDT", day).set("EFFSEQ", sequence);
    row.set("LASTUPDDTTM", stamp);
    String statuses = CodeTables.STATUSES.get(action);
    if (statuses != null) {
      row.set("HR_STATUS", statuses.substring(0, 1)).set("EMPL_STATUS", statuses.substring(1));
    }
    if (row.text("HR_STATUS").equals("I")) {
      row.set("TERMINATION_DT", day.minusDays(1));
    } else {
      row.set("TERMINATION_DT", null);
    }
    if (action.equals("REH")) {
      row.set("LAST_HIRE_DT", day);
    }
    person.add(row);
    return row;
  }
}
