package io.mlconnector.peoplesoft;

import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Employee;
import io.mlconnector.canonical.Gap;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.SourceStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Persons by their rows in JOB; never by PS_EMPLOYEES, which lacks whoever left. Somebody who is
 * not shown is reported and not taken for a leaver: row security hides people for other reasons.
 */
final class Employees implements SourceStream<Person> {

  static final String NAME = "employees";

  private static final String UNSEEN =
      "PeopleSoft does not show this person to our user. A new hire is hidden until row security is"
          + " refreshed, and is asked for again; nobody is taken for a leaver by that. Refresh"
          + " SJT_PERSON, or give the user's row security access, if it lasts";

  private static final Map<String, String> TYPES =
      Map.of("EMP", "employee", "CWR", "contingent", "POI", "person-of-interest");

  private static final int KEYS = 50;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> entities() {
    return List.of(Employee.ENTITY);
  }

  @Override
  public PollSpec poll(Settings settings) {
    return PollSpec.incremental(PsSettings.overlap(settings));
  }

  /** Row security shows a new hire late, and no change tells that it does. */
  @Override
  public Optional<Duration> parkedAgain(Settings settings) {
    return Optional.of(settings.duration("unseenEvery"));
  }

  @Override
  public Page<Person> fetch(Connection connection, Cursor cursor) {
    People.Chunk chunk = new People(connection).next(Cycle.of(connection, cursor));
    return Page.of(chunk.persons(), chunk.next() == null ? null : chunk.next().text());
  }

  @Override
  public int keysPerCall() {
    return KEYS;
  }

  @Override
  public Page<Person> fetchByKeys(Connection connection, List<String> keys) {
    List<String> possible = keys.stream().filter(Employees::possible).toList();
    List<Person> persons = new People(connection).named(Today.of(connection).today(), possible);
    Set<String> unseen = new HashSet<>(keys);
    persons.forEach(person -> unseen.remove(person.emplid()));
    return new Page<>(
        persons,
        unseen.stream().sorted().map(key -> new Page.Unreadable(key, UNSEEN)).toList(),
        null,
        true);
  }

  /** A comma would begin another value of the prompts. */
  static boolean possible(String key) {
    return !key.contains(",") && !key.isBlank();
  }

  @Override
  public String key(Person person) {
    return person.emplid();
  }

  /** Nothing for somebody whose first job lies ahead, and for whom no job counts. */
  @Override
  public List<CanonicalRecord> translate(Connection connection, Person person, Instant asOf) {
    PsSettings settings = new PsSettings(connection);
    return Employment.of(person, JobRules.of(settings))
        .map(employment -> record(connection, settings, person, employment))
        .map(List::of)
        .orElse(List.of());
  }

  private static CanonicalRecord record(
      Connection connection, PsSettings settings, Person person, Employment employment) {
    JobRow row = employment.main();
    String email = row.text("email");
    Employee.Builder employee =
        Employee.builder(person.emplid())
            .employeeNumber(person.emplid())
            .name(name(row))
            .firstName(
                row.text("preferredName") == null
                    ? row.text("firstName")
                    : row.text("preferredName"))
            .lastName(row.text("lastName"))
            .status(employment.active() ? "active" : "inactive")
            .workerType(type(row.required("workerType")))
            .email(email)
            .phone(row.text("phone"))
            .jobTitle(row.text("jobTitle"))
            .departmentKey(row.text("departmentKey"))
            .department(row.text("department"))
            .location(row.text("location"))
            .company(row.text("company"))
            .managerKey(row.text("managerKey"))
            .hiredOn(row.date("hiredOn"))
            .custom(custom(settings, row))
            .gaps(
                email == null
                    ? List.of(new Gap("email", "The person has no business e-mail in PeopleSoft."))
                    : List.of());
    if (employment.end() != null) {
      employee
          .terminatedOn(employment.end().terminated())
          .accessEndsAt(employment.end().at().atZone(connection.timeZone()).toInstant());
    }
    return employee.build();
  }

  private static String name(JobRow row) {
    String name = row.text("name");
    if (name != null) {
      return name;
    }
    return row.text("firstName") == null
        ? row.required("lastName")
        : row.text("firstName") + " " + row.required("lastName");
  }

  private static String type(String code) {
    return TYPES.getOrDefault(code, code.toLowerCase(Locale.ROOT));
  }

  private static Map<String, Object> custom(PsSettings settings, JobRow row) {
    Map<String, Object> custom = new LinkedHashMap<>();
    for (String column : settings.list("employeeAttributes")) {
      String text = row.row().text(column);
      if (text != null) {
        custom.put(column, text);
      }
    }
    return custom;
  }
}
