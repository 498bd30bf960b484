package io.mlconnector.sandbox.peoplesoft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A person with the rows of its jobs, sorted by EMPL_RCD, EFFDT and EFFSEQ. */
final class Person {

  static final Comparator<Row> IN_TIME =
      Comparator.comparing((Row job) -> job.date("EFFDT"))
          .thenComparing(job -> job.number("EFFSEQ"));
  private static final Comparator<Row> BY_KEY =
      Comparator.comparing((Row job) -> job.number("EMPL_RCD")).thenComparing(IN_TIME);

  final String emplid;
  final Row facts;
  private final List<Row> jobs = new ArrayList<>();

  Person(String emplid, Row facts) {
    this.emplid = emplid;
    this.facts = facts.set("EMPLID", emplid);
  }

  List<Row> jobs() {
    return jobs;
  }

  Person add(Row job) {
    jobs.add(job.set("EMPLID", emplid));
    jobs.sort(BY_KEY);
    return this;
  }

  List<Row> jobs(int record) {
    return jobs.stream().filter(job -> job.number("EMPL_RCD") == record).toList();
  }

  SortedSet<Integer> records() {
    SortedSet<Integer> records = new TreeSet<>();
    jobs.forEach(job -> records.add(job.number("EMPL_RCD")));
    return records;
  }

  /** The row of a job that holds on that day; empty before its first one. */
  Optional<Row> at(int record, LocalDate day) {
    return jobs(record).stream().filter(job -> !job.date("EFFDT").isAfter(day)).max(IN_TIME);
  }

  /** Whether one of the jobs is active on that day. */
  boolean isActive(LocalDate day) {
    return records().stream()
        .anyMatch(
            record -> at(record, day).filter(job -> job.text("HR_STATUS").equals("A")).isPresent());
  }

  boolean isVisible(LocalDateTime now) {
    LocalDateTime from = facts.stamp("VISIBLE_FROM");
    return from == null || !from.isAfter(now);
  }

  ObjectNode json() {
    ObjectNode json = facts.json();
    ArrayNode all = json.putArray("JOB");
    jobs.forEach(job -> all.add(job.json()));
    return json;
  }

  static Person of(JsonNode json) {
    ObjectNode facts = json.deepCopy();
    facts.remove("JOB");
    Person person = new Person(json.path("EMPLID").asText(), Row.of(facts));
    json.path("JOB").forEach(job -> person.add(Row.of(job)));
    return person;
  }
}
