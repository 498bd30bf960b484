package io.mlconnector.sandbox.peoplesoft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.BadCommand;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What people do in the simulated PeopleSoft. Fields have PeopleSoft's names; a wrong one or a
 * wrong value is an {@link IllegalArgumentException} or a {@link BadCommand} that names it.
 */
public final class PeopleSoftEdits {

  private static final Set<String> FACTS =
      Set.of("FIRST_NAME", "LAST_NAME", "PREF_FIRST_NAME", "NAME_DISPLAY", "EMAIL_ADDR", "PHONE");
  private static final Set<String> NAMES =
      Set.of("FIRST_NAME", "LAST_NAME", "PREF_FIRST_NAME", "NAME_DISPLAY");
  private static final Set<String> WORK =
      Set.of(
          "EMPL_RCD",
          "EFFDT",
          "EFFSEQ",
          "ACTION",
          "ACTION_REASON",
          "HR_STATUS",
          "EMPL_STATUS",
          "PER_ORG",
          "DEPTID",
          "JOBCODE",
          "POSITION_NBR",
          "LOCATION",
          "SUPERVISOR_ID",
          "COMPANY",
          "BUSINESS_UNIT",
          "LAST_HIRE_DT",
          "TERMINATION_DT");
  private static final String VISIBLE = "visible";
  private static final String STAMPED = "stamped";

  private final Database database;
  private final PeopleSoftClock clock;
  private final Supplier<PeopleSoftSettings> settings;
  private final Publisher publisher;

  PeopleSoftEdits(
      Database database,
      PeopleSoftClock clock,
      Supplier<PeopleSoftSettings> settings,
      Publisher publisher) {
    this.database = database;
    this.clock = clock;
    this.settings = settings;
    this.publisher = publisher;
  }

  /**
   * Hires somebody: FIRST_NAME and LAST_NAME are needed, EFFDT is today unless given, ACTION HIR
   * (POI or ADD after PER_ORG). {@code visible} says when row security knows the person.
   */
  public ObjectNode hire(ObjectNode given) {
    only(given, VISIBLE, FACTS, WORK);
    synchronized (database) {
      need(given, "FIRST_NAME");
      need(given, "LAST_NAME");
      LocalDateTime now = clock.now();
      Row facts = part(given, FACTS).set("NAME_STAMP", now);
      if (facts.get("NAME_DISPLAY") == null) {
        facts.set("NAME_DISPLAY", facts.text("FIRST_NAME") + " " + facts.text("LAST_NAME"));
      }
      String visible = given.path(VISIBLE).asText(settings.get().visibleAfter());
      if (!visible.equals("now")) {
        facts.set("VISIBLE_FROM", Visibility.from(visible, now));
      }
      Row work = work().setAll(part(given, WORK));
      Person person = new Person(database.nextEmplid(), facts);
      start(person, work);
      database.put(person);
      publisher.hired(person);
      return person.json();
    }
  }

  /** Gives a person a job under a new record: the fields of {@link #hire} but for the names. */
  public ObjectNode hireAgain(String emplid, ObjectNode given) {
    only(given, STAMPED, WORK, Set.of());
    synchronized (database) {
      Person person = database.person(emplid);
      Row work = work().setAll(part(given, WORK));
      if (work.get("EMPL_RCD") == null) {
        work.set("EMPL_RCD", person.records().last() + 1);
      }
      if (person.records().contains(work.number("EMPL_RCD"))) {
        throw new BadCommand("EMPL_RCD: " + work.number("EMPL_RCD") + " is there already");
      }
      start(person, work);
      database.changed();
      publisher.worked(person);
      return person.json();
    }
  }

  private void start(Person person, Row work) {
    String organization = work.text("PER_ORG");
    String usual = organization.equals("CWR") ? "ADD" : organization.equals("POI") ? "POI" : "HIR";
    String action = work.text("ACTION").isEmpty() ? usual : action(work.text("ACTION"));
    LocalDate day = work.date("EFFDT") == null ? clock.today() : work.date("EFFDT");
    new Career(person, work.number("EMPL_RCD"), clock.now()).start(action, day, work);
  }

  private static Row work() {
    return Row.of(
        "PER_ORG", "EMP",
        "DEPTID", "40100",
        "JOBCODE", "310010",
        "LOCATION", "CHICAGO",
        "COMPANY", "HLV",
        "BUSINESS_UNIT", "US001");
  }

  /**
   * Adds a row to a job: ACTION is needed, EFFDT is today unless given, EFFSEQ the next free one.
   * What is not given stays as in the row before. {@code "stamped":false} leaves LASTUPDDTTM empty
   * and tells nobody, as a change by SQL does.
   */
  public ObjectNode job(String emplid, ObjectNode given) {
    only(given, STAMPED, WORK, Set.of());
    synchronized (database) {
      Person person = database.person(emplid);
      need(given, "ACTION");
      Row fields = part(given, WORK);
      int record = given.has("EMPL_RCD") ? fields.number("EMPL_RCD") : person.records().first();
      if (!person.records().contains(record)) {
        throw new BadCommand("EMPL_RCD: there is no " + record);
      }
      LocalDate day = fields.date("EFFDT") == null ? clock.today() : fields.date("EFFDT");
      List<Row> sameDay =
          person.jobs(record).stream().filter(job -> job.date("EFFDT").equals(day)).toList();
      int sequence =
          given.has("EFFSEQ")
              ? fields.number("EFFSEQ")
              : sameDay.stream().mapToInt(job -> job.number("EFFSEQ") + 1).max().orElse(0);
      if (sameDay.stream().anyMatch(job -> job.number("EFFSEQ") == sequence)) {
        throw new BadCommand("EFFSEQ: " + sequence + " is there already on " + day);
      }
      boolean stamped = given.path(STAMPED).asBoolean(true);
      Row row =
          new Career(person, record, stamped ? clock.now() : null)
              .next(action(fields.text("ACTION")), day, sequence);
      for (String field : WORK) {
        if (given.has(field) && !Set.of("EMPL_RCD", "EFFDT", "EFFSEQ").contains(field)) {
          row.set(field, fields.get(field));
        }
      }
      database.changed();
      if (stamped) {
        publisher.worked(person);
      }
      return person.json();
    }
  }

  /** Removes a row, as a correction of history does; the person stays. */
  public ObjectNode removeJob(String emplid, int record, LocalDate day, int sequence) {
    synchronized (database) {
      Person person = database.person(emplid);
      boolean removed =
          person
              .jobs()
              .removeIf(
                  job ->
                      job.number("EMPL_RCD") == record
                          && job.date("EFFDT").equals(day)
                          && job.number("EFFSEQ") == sequence);
      if (!removed) {
        throw new BadCommand("EFFDT: there is no row " + record + "/" + day + "/" + sequence);
      }
      person.jobs(record).stream()
          .max(Person.IN_TIME)
          .ifPresent(job -> job.set("LASTUPDDTTM", clock.now()));
      database.changed();
      publisher.worked(person);
      return person.json();
    }
  }

  /** Changes names, e-mail or phone; an empty text clears one. */
  public ObjectNode change(String emplid, ObjectNode given) {
    only(given, STAMPED, FACTS, Set.of());
    synchronized (database) {
      Person person = database.person(emplid);
      person.facts.setAll(part(given, FACTS));
      given.fieldNames().forEachRemaining(name -> clearIfEmpty(person.facts, name, given));
      boolean named = NAMES.stream().anyMatch(given::has);
      boolean stamped = given.path(STAMPED).asBoolean(true);
      if (stamped && (named || settings.get().emailStamped())) {
        person.facts.set("NAME_STAMP", clock.now());
      }
      database.changed();
      if (stamped) {
        publisher.changed(person);
      }
      return person.json();
    }
  }

  private static void clearIfEmpty(Row row, String name, ObjectNode given) {
    if (FACTS.contains(name) && given.path(name).asText("").isEmpty()) {
      row.set(name, null);
    }
  }

  /** Says when row security knows a person: now, after a duration, or never. */
  public void visible(String emplid, String when) {
    synchronized (database) {
      database.person(emplid).facts.set("VISIBLE_FROM", Visibility.from(when, clock.now()));
      database.changed();
    }
  }

  /** What the nightly refresh of row security does: everybody can be seen. */
  public void refreshSecurity() {
    synchronized (database) {
      database.people().forEach(person -> person.facts.set("VISIBLE_FROM", null));
      database.changed();
    }
  }

  /** Adds a vendor: NAME1 is needed; SETID is SHARE and VENDOR_ID the next one unless given. */
  public ObjectNode addVendor(ObjectNode given) {
    only(given, STAMPED, Set.copyOf(RecordSet.VENDORS.fields), Set.of());
    synchronized (database) {
      need(given, "NAME1");
      Row vendor =
          Row.of(
              "SETID", "SHARE",
              "VENDOR_STATUS", "A",
              "VENDOR_CLASS", "R",
              "VENDOR_PERSISTENCE", "R",
              "CURRENCY_CD", "USD",
              "PYMNT_TERMS_CD", "N30",
              "COUNTRY", "USA",
              "LAST_MODIFIED_DATE", clock.today());
      vendor.setAll(Row.of(given.deepCopy().without(STAMPED)));
      if (vendor.get("VENDOR_ID") == null) {
        vendor.set("VENDOR_ID", database.nextVendorId());
      }
      if (database.has(VendorKey.of(vendor))) {
        throw new BadCommand("VENDOR_ID: " + VendorKey.of(vendor) + " is there already");
      }
      database.put(vendor);
      publisher.added(vendor);
      return vendor.json();
    }
  }

  /** Changes fields of a vendor; SPEND_12M changes without a stamp and without a message. */
  public ObjectNode changeVendor(String setId, String vendorId, ObjectNode given) {
    only(given, STAMPED, Set.copyOf(RecordSet.VENDORS.fields), Set.of());
    synchronized (database) {
      Row vendor = database.vendor(new VendorKey(setId, vendorId));
      Set<String> names = new LinkedHashSet<>();
      given.fieldNames().forEachRemaining(names::add);
      names.remove(STAMPED);
      if (names.contains("SETID") || names.contains("VENDOR_ID")) {
        throw new BadCommand("SETID, VENDOR_ID: a key does not change");
      }
      names.forEach(name -> vendor.set(name, Columns.read(name, given.get(name))));
      database.changed();
      boolean onlySpend = names.equals(Set.of("SPEND_12M"));
      if (given.path(STAMPED).asBoolean(true) && !onlySpend) {
        vendor.set("LAST_MODIFIED_DATE", clock.today());
        publisher.changed(vendor);
      }
      return vendor.json();
    }
  }

  public ObjectNode person(String emplid) {
    synchronized (database) {
      return database.person(emplid).json();
    }
  }

  public ObjectNode vendor(String setId, String vendorId) {
    synchronized (database) {
      return database.vendor(new VendorKey(setId, vendorId)).json();
    }
  }

  private static String action(String code) {
    if (!CodeTables.ACTIONS.contains(code)) {
      throw new BadCommand("ACTION: " + code + " is none of " + CodeTables.ACTIONS);
    }
    return code;
  }

  private static Row part(ObjectNode given, Set<String> names) {
    Row row = new Row();
    names.forEach(name -> row.set(name, Columns.read(name, given.get(name))));
    return row;
  }

  private static void need(ObjectNode given, String name) {
    if (given.path(name).asText("").isEmpty()) {
      throw new BadCommand(name + ": missing");
    }
  }

  private static void only(ObjectNode given, String extra, Set<String> some, Set<String> more) {
    given
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals(extra) && !some.contains(name) && !more.contains(name)) {
                throw new BadCommand(name + ": unknown here");
              }
            });
    JsonNode department = given.get("DEPTID");
    if (department != null && !CodeTables.DEPARTMENTS.containsKey(department.asText())) {
      throw new BadCommand(
          "DEPTID: " + department + " is none of " + CodeTables.DEPARTMENTS.keySet());
    }
  }
}
