package io.mlconnector.sandbox.peoplesoft;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the messages say of a person, a job or a vendor. */
final class Messages {

  private static final Set<String> ADDRESS =
      Set.of("ADDRESS1", "ADDRESS2", "CITY", "STATE", "POSTAL", "COUNTRY", "EMAILID", "PHONE");

  private Messages() {}

  static Rec person(Person person, String action) {
    Row facts = person.facts;
    Rec root = new Rec("PERSON", action, Row.of("EMPLID", person.emplid));
    root.child(
        "NAMES",
        action,
        pick(facts, "EMPLID", "FIRST_NAME", "LAST_NAME", "NAME_DISPLAY", "PREF_FIRST_NAME")
            .set("NAME_TYPE", "PRI"));
    if (facts.get("EMAIL_ADDR") != null) {
      root.child(
          "EMAIL_ADDRESSES",
          action,
          pick(facts, "EMPLID", "EMAIL_ADDR")
              .set("E_ADDR_TYPE", "BUSN")
              .set("PREF_EMAIL_FLAG", "Y"));
    }
    if (facts.get("PHONE") != null) {
      root.child(
          "PERSONAL_PHONE", action, pick(facts, "EMPLID", "PHONE").set("PHONE_TYPE", "BUSN"));
    }
    return root;
  }

  /** One for each record of the person, with all its rows, past, present and future. */
  static List<Rec> jobs(Person person, String action) {
    return person.records().stream()
        .map(record -> assignment(person, record, action, person.jobs(record).stream()))
        .toList();
  }

  /** One for each record that has rows which become current behind {@code from} up to that day. */
  static List<Rec> effective(Person person, LocalDate from, LocalDate day) {
    return person.records().stream()
        .map(
            record ->
                assignment(
                    person,
                    record,
                    "C",
                    person.jobs(record).stream()
                        .filter(
                            job ->
                                job.date("EFFDT").isAfter(from)
                                    && !job.date("EFFDT").isAfter(day))))
        .filter(root -> !root.children.isEmpty())
        .toList();
  }

  private static Rec assignment(Person person, int record, String action, Stream<Row> rows) {
    Row key = Row.of("EMPLID", person.emplid, "EMPL_RCD", record);
    Rec root = new Rec("PER_ORG_ASGN", action, key);
    rows.forEach(job -> root.child("JOB", action, job.copy()));
    return root;
  }

  static Rec vendor(Row vendor, String action) {
    Row own = vendor.copy();
    ADDRESS.forEach(field -> own.set(field, null));
    Row address = pick(vendor, "SETID", "VENDOR_ID");
    ADDRESS.forEach(field -> address.set(field, vendor.get(field)));
    own.set("SPEND_12M", null);
    return new Rec("VENDOR", action, own).child("VENDOR_ADDR", action, address);
  }

  private static Row pick(Row row, String... fields) {
    Row picked = new Row();
    for (String field : fields) {
      picked.set(field, row.get(field));
    }
    return picked;
  }
}
