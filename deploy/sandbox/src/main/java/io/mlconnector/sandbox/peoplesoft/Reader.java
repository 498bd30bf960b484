package io.mlconnector.sandbox.peoplesoft;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads the rows of a record set as a query on JOB or VENDOR does: only what row security shows, in
 * the order of the key. Current rows are all those of the latest effective day that is not behind
 * AS_OF; later ones come with them, and a job with later rows only shows those.
 */
final class Reader {

  private final Database database;
  private final PeopleSoftClock clock;
  private final Supplier<PeopleSoftSettings> settings;

  Reader(Database database, PeopleSoftClock clock, Supplier<PeopleSoftSettings> settings) {
    this.database = database;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * The rows for these values by role.
   *
   * @param shown whether the query shows a person or a vendor of that key at all
   * @param most where to stop reading
   */
  List<Row> rows(
      RecordSet set, Map<String, Object> values, String oprid, Predicate<String> shown, long most) {
    return switch (set) {
      case TODAY -> List.of(today(oprid));
      case EMPLOYEES ->
          people(database.peopleAfter((String) values.get("LAST_EMPLID")).stream(), shown)
              .filter(person -> touched(person, values))
              .flatMap(person -> jobs(person, (LocalDate) values.get("AS_OF")))
              .limit(most)
              .toList();
      case EMPLOYEE_KEYS ->
          people(keys(values, "EMPLID").filter(database::has).map(database::person), shown)
              .flatMap(person -> jobs(person, (LocalDate) values.get("AS_OF")))
              .limit(most)
              .toList();
      case VENDORS -> {
        String setId = (String) values.get("LAST_SETID");
        String vendorId = (String) values.get("LAST_VENDOR_ID");
        yield vendors(database.vendorsAfter(new VendorKey(setId, vendorId)).stream(), shown, most);
      }
      case VENDOR_KEYS ->
          vendors(
              keys(values, "VENDOR_ID")
                  .map(id -> new VendorKey((String) values.get("SETID"), id))
                  .filter(database::has)
                  .map(database::vendor),
              shown,
              most);
    };
  }

  private static Stream<String> keys(Map<String, Object> values, String role) {
    return IntStream.rangeClosed(1, RecordSet.KEYS)
        .mapToObj(i -> (String) values.get(role + i))
        .filter(key -> !key.isEmpty())
        .distinct()
        .sorted();
  }

  private Stream<Person> people(Stream<Person> all, Predicate<String> shown) {
    LocalDateTime now = clock.now();
    return all.filter(person -> person.isVisible(now) && shown.test(person.emplid));
  }

  private List<Row> vendors(Stream<Row> all, Predicate<String> shown, long most) {
    return all.filter(vendor -> shown.test(VendorKey.of(vendor).toString()))
        .limit(most)
        .map(vendor -> vendor.copy().set("TODAY", clock.today()).set("NOW", clock.now()))
        .toList();
  }

  private static boolean touched(Person person, Map<String, Object> values) {
    LocalDateTime since = (LocalDateTime) values.get("SINCE");
    LocalDate from = (LocalDate) values.get("EFF_FROM");
    LocalDate asOf = (LocalDate) values.get("AS_OF");
    LocalDateTime named = person.facts.stamp("NAME_STAMP");
    if (named != null && !named.isBefore(since)) {
      return true;
    }
    for (Row job : person.jobs()) {
      LocalDateTime stamp = job.stamp("LASTUPDDTTM");
      LocalDate day = job.date("EFFDT");
      if (stamp != null && !stamp.isBefore(since) || day.isAfter(from) && !day.isAfter(asOf)) {
        return true;
      }
    }
    return false;
  }

  private Stream<Row> jobs(Person person, LocalDate asOf) {
    List<Row> rows = new ArrayList<>();
    for (int record : person.records()) {
      LocalDate current = person.at(record, asOf).map(job -> job.date("EFFDT")).orElse(null);
      for (Row job : person.jobs(record)) {
        if (current == null || !job.date("EFFDT").isBefore(current)) {
          rows.add(joined(person, job));
        }
      }
    }
    return rows.stream();
  }

  private Row joined(Person person, Row job) {
    Row row = person.facts.copy().setAll(job);
    row.set("DEPT_DESCR", CodeTables.DEPARTMENTS.get(job.text("DEPTID")));
    row.set("JOB_TITLE", CodeTables.JOB_CODES.get(job.text("JOBCODE")));
    return row.set("TODAY", clock.today()).set("NOW", clock.now());
  }

  private Row today(String oprid) {
    return Row.of(
        "TODAY", clock.today(),
        "NOW", clock.now(),
        "DBNAME", "HCMSBX",
        "TOOLSREL", settings.get().toolsRelease(),
        "OPRID", oprid);
  }
}
