package io.mlconnector.peoplesoft;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.VendorFailure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads persons by the customer's queries. */
final class People {

  private static final List<String> NEEDED =
      List.of("emplid", "record", "effective", "sequence", "status", "workerType", "today", "now");

  private final QueryAccess access;
  private final PsSettings settings;
  private final Map<String, String> columns;

  People(Connection connection) {
    this.access = new QueryAccess(connection);
    this.settings = access.settings();
    this.columns = settings.columns("employeeColumns", JobRow.COLUMNS);
  }

  /** Whole persons; {@code next} null where the pass is at its end. */
  record Chunk(List<Person> persons, Cycle next) {}

  /**
   * The next persons. A full page may have cut the last one in two, so that one is left for the
   * next page; and since a server may have a cap of its own, only a page that is shorter than
   * another was is believed to be the last.
   */
  Chunk next(Cycle cycle) {
    String query = settings.query("employeeQuery");
    Result result = ask(query, cycle);
    List<Person> persons = persons(query, result.rows(), cycle.after());
    int rows = result.count();
    if (rows == 0 || rows < settings.pageSize() && rows < cycle.largest()) {
      return new Chunk(persons, null);
    }
    if (persons.size() == 1) {
      Person only = persons.get(0);
      if (rows >= settings.pageSize()) {
        throw tooMany(only.emplid());
      }
      return new Chunk(persons, cycle.on(only.emplid(), rows));
    }
    List<Person> whole = persons.subList(0, persons.size() - 1);
    return new Chunk(whole, cycle.on(lastSaid(whole).emplid(), rows));
  }

  /**
   * Whom the next page begins behind: the last one whose EMPLID a prompt can say. Those behind them
   * are read once more, so that a strange EMPLID keeps nobody else from being read.
   */
  private static Person lastSaid(List<Person> persons) {
    for (int at = persons.size() - 1; at >= 0; at--) {
      if (Employees.possible(persons.get(at).emplid())) {
        return persons.get(at);
      }
    }
    return persons.get(persons.size() - 1);
  }

  /** The first rows of all persons, to look at what the query gives. */
  List<JsonRow> some(LocalDate today) {
    return ask(settings.query("employeeQuery"), Cycle.everything(today)).rows();
  }

  private Result ask(String query, Cycle cycle) {
    List<String> values =
        List.of(
            Values.prompt(cycle.since()),
            cycle.effectiveAfter().toString(),
            cycle.asOf().toString(),
            cycle.after());
    List<String> prompts = settings.prompts("employeePrompts", values.size());
    return access.run(query, prompts.subList(0, values.size()), values);
  }

  /** Those of the named persons that our user sees. */
  List<Person> named(LocalDate asOf, List<String> emplids) {
    int most = settings.prompts("employeeKeyPrompts", 2).size() - 1;
    List<Person> persons = new ArrayList<>();
    for (int from = 0; from < emplids.size(); from += most) {
      persons.addAll(few(asOf, emplids.subList(from, Math.min(emplids.size(), from + most))));
    }
    return persons;
  }

  private List<Person> few(LocalDate asOf, List<String> emplids) {
    List<String> prompts = settings.prompts("employeeKeyPrompts", 2);
    List<String> values = new ArrayList<>(List.of(asOf.toString()));
    values.addAll(emplids);
    while (values.size() < prompts.size()) {
      values.add("");
    }
    String query = settings.query("employeeKeyQuery");
    Result result = access.run(query, prompts, values);
    if (result.count() < settings.pageSize()) {
      return persons(query, result.rows(), "");
    }
    if (emplids.size() == 1) {
      throw tooMany(emplids.get(0));
    }
    int half = emplids.size() / 2;
    List<Person> persons = new ArrayList<>(few(asOf, emplids.subList(0, half)));
    persons.addAll(few(asOf, emplids.subList(half, emplids.size())));
    return persons;
  }

  private static VendorFailure tooMany(String emplid) {
    return VendorFailure.rejected(
        200,
        "Person %s alone has as many rows as pageSize allows; set it higher".formatted(emplid));
  }

  /**
   * The rows, person by person.
   *
   * @throws VendorFailure of kind REJECTED where they do not come in the order of EMPLID, or go not
   *     on behind the last one: then most of them would never be seen
   */
  private List<Person> persons(String query, List<JsonRow> rows, String after) {
    Columns.require(query, "employeeColumns", columns, NEEDED, rows);
    Map<String, List<JobRow>> persons = new LinkedHashMap<>();
    String before = null;
    for (JsonRow row : rows) {
      JobRow job = new JobRow(row, columns);
      String emplid = job.required("emplid");
      if (!emplid.equals(before) && persons.containsKey(emplid) || emplid.equals(after)) {
        throw VendorFailure.rejected(
            200,
            "Query %s has to be in the order of EMPLID, and to begin behind the EMPLID that its"
                    .formatted(query)
                + " prompt names");
      }
      persons.computeIfAbsent(emplid, key -> new ArrayList<>()).add(job);
      before = emplid;
    }
    return persons.entrySet().stream()
        .map(entry -> new Person(entry.getKey(), entry.getValue()))
        .toList();
  }
}
