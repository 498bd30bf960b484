package io.mlconnector.peoplesoft;

import java.util.List;

/**
 * A person with the rows of all jobs that the query shows: those in effect and those ahead.
 *
 * @param rows at least one
 */
record Person(String emplid, List<JobRow> rows) {

  Person {
    rows = List.copyOf(rows);
  }
}
