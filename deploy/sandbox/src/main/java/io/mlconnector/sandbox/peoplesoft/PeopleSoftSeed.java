package io.mlconnector.sandbox.peoplesoft;

import io.mlconnector.sandbox.Company;
import io.mlconnector.sandbox.Country;
import io.mlconnector.sandbox.Draw;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes up the company's people: the same for the same seed, size and day. Whoever is special has a
 * fixed place, counted from 1 in the order of EMPLID ({@link Special}); every 17th is a contingent
 * worker, every 40th a person of interest, every 25th has no e-mail, every 16th has left.
 */
final class PeopleSoftSeed {

  /** People of whom there is one of each, by their place. */
  enum Special {
    DIRECTOR,
    TWO_JOBS,
    TWO_JOBS_ONE_ENDED,
    TWO_JOBS_BOTH_ENDED,
    HIRED_IN_TEN_DAYS,
    LEAVES_IN_SEVEN_DAYS,
    MOVED_TWICE_IN_ONE_DAY,
    LEFT_AND_CAME_BACK_IN_ONE_DAY,
    MOVED_AND_LEFT_IN_ONE_DAY,
    ON_LEAVE,
    SUSPENDED,
    RETIRED,
    RETIRED_WITH_PAY,
    DIED,
    SHORT_WORK_BREAK,
    REHIRED,
    NEVER_VISIBLE,
    /** Has the address of an agent of the helpdesk. */
    AGENT,
    SHARES_AN_EMAIL,
    SHARES_AN_EMAIL_TOO,
    MOVES_IN_THREE_DAYS,
    EMAIL_IN_CAPITALS,
    /** A contingent worker who became an employee under a second record. */
    TAKEN_ON,
    /** No HR record but a place in the directory. */
    PERSON_OF_INTEREST;

    int place() {
      return ordinal() + 1;
    }
  }

  static final int FEWEST = 40;
  private static final int CONTINGENT_EVERY = 17;
  private static final int INTEREST_EVERY = 40;
  private static final int NO_EMAIL_EVERY = 25;
  private static final int GONE_EVERY = 16;
  private static final String DOMAIN = "@halvorsen.example";

  private final Database database;
  private final Draw draw;
  private final LocalDate today;
  private final LocalDateTime longAgo;
  private final List<String> directors = new ArrayList<>();
  private final Map<String, String> bossOf = new HashMap<>();

  PeopleSoftSeed(Database database, long seed, LocalDate today) {
    this.database = database;
    this.draw = new Draw(seed + 77);
    this.today = today;
    this.longAgo = today.minusDays(30).atTime(2, 0);
  }

  void fill(int employees) {
    String shared = null;
    for (int place = 1; place <= employees; place++) {
      Special special = place <= Special.values().length ? Special.values()[place - 1] : null;
      Person person = person(place, special);
      if (special == Special.SHARES_AN_EMAIL) {
        shared = person.facts.text("EMAIL_ADDR");
      } else if (special == Special.SHARES_AN_EMAIL_TOO) {
        person.facts.set("EMAIL_ADDR", shared);
      }
      career(person, place, special);
      database.put(person);
    }
  }

  private Person person(int place, Special special) {
    Country country = draw.from(Country.ALL);
    String first = draw.from(country.firstNames());
    String last = draw.from(country.lastNames());
    String mailbox = Draw.slug(first).replace("-", "") + "." + Draw.slug(last);
    String email = draw.once(mailbox, "", DOMAIN);
    boolean hasEmail = special != null || place % NO_EMAIL_EVERY != 0;
    Row facts =
        Row.of(
            "FIRST_NAME",
            first,
            "LAST_NAME",
            last,
            "NAME_DISPLAY",
            first + " " + last,
            "PREF_FIRST_NAME",
            draw.chance(10) ? first.substring(0, 1) + "." : "",
            "EMAIL_ADDR",
            hasEmail ? email(email, special) : "",
            "PHONE",
            draw.chance(80) ? draw.digits(country.phonePrefix()) : "",
            "NAME_STAMP",
            longAgo);
    if (special == Special.NEVER_VISIBLE) {
      facts.set("VISIBLE_FROM", Visibility.NEVER);
    }
    return new Person(database.nextEmplid(), facts);
  }

  private static String email(String email, Special special) {
    if (special == Special.AGENT) {
      return Company.AGENT_EMAIL;
    }
    return special == Special.EMAIL_IN_CAPITALS ? email.toUpperCase(Locale.ROOT) : email;
  }

  private void career(Person person, int place, Special special) {
    LocalDate hired =
        special == Special.HIRED_IN_TEN_DAYS
            ? today.plusDays(10)
            : today.minusDays(200 + draw.below(3500));
    boolean contingent =
        special == Special.TAKEN_ON || special == null && place % CONTINGENT_EVERY == 0;
    boolean interest =
        special == Special.PERSON_OF_INTEREST || special == null && place % INTEREST_EVERY == 0;
    Career career = new Career(person, 0, longAgo);
    career.start(
        interest ? "POI" : contingent ? "ADD" : "HIR",
        hired,
        work(person, interest ? "POI" : contingent ? "CWR" : "EMP", special));
    if (special == null) {
      if (draw.chance(40)) {
        career.next("XFR", hired.plusDays(60 + draw.below(100)), 0).set("DEPTID", department());
      }
      if (place % GONE_EVERY == 0) {
        career.next(contingent ? "COM" : "TER", today.minusDays(5 + draw.below(180)), 0);
      }
      return;
    }
    special(person, career, special, hired);
  }

  private void special(Person person, Career career, Special special, LocalDate hired) {
    LocalDate lately = today.minusDays(40);
    switch (special) {
      case TWO_JOBS -> second(person, hired.plusDays(90));
      case TWO_JOBS_ONE_ENDED -> {
        second(person, hired.plusDays(90));
        career.next("TER", lately, 0);
      }
      case TWO_JOBS_BOTH_ENDED -> {
        second(person, hired.plusDays(90)).next("TER", lately.plusDays(8), 0);
        career.next("TER", lately, 0);
      }
      case LEAVES_IN_SEVEN_DAYS -> career.next("TER", today.plusDays(7), 0);
      case MOVED_TWICE_IN_ONE_DAY -> {
        career.next("XFR", lately, 0).set("DEPTID", "10200");
        career.next("DTA", lately, 1).set("DEPTID", "40100");
      }
      case LEFT_AND_CAME_BACK_IN_ONE_DAY -> {
        career.next("TER", lately, 0);
        career.next("REH", lately, 1);
      }
      case MOVED_AND_LEFT_IN_ONE_DAY -> {
        career.next("XFR", lately, 0).set("DEPTID", "50100");
        career.next("TER", lately, 1);
      }
      case ON_LEAVE -> career.next("LOA", lately, 0);
      case SUSPENDED -> career.next("SUS", lately, 0);
      case RETIRED -> career.next("RET", lately, 0);
      case RETIRED_WITH_PAY -> career.next("RWP", lately, 0);
      case DIED -> career.next("TER", lately, 0).set("EMPL_STATUS", "D");
      case SHORT_WORK_BREAK -> career.next("LOA", lately, 0).set("EMPL_STATUS", "W");
      case REHIRED -> {
        career.next("TER", today.minusDays(150), 0);
        career.next("REH", lately, 0);
      }
      case MOVES_IN_THREE_DAYS -> career.next("XFR", today.plusDays(3), 0).set("DEPTID", "20200");
      case TAKEN_ON -> {
        career.next("COM", lately, 0);
        new Career(person, 1, longAgo).start("HIR", lately, work(person, "EMP", special));
      }
      default -> {}
    }
  }

  private Career second(Person person, LocalDate from) {
    Career career = new Career(person, 1, longAgo);
    career.start("HIR", from, work(person, "EMP", null).set("DEPTID", "40200"));
    return career;
  }

  private Row work(Person person, String organization, Special special) {
    String department = department();
    List<String> codes = List.copyOf(CodeTables.JOB_CODES.keySet());
    boolean director = special == Special.DIRECTOR;
    String boss = director ? "" : bossOf.computeIfAbsent(department, none -> person.emplid);
    if (director) {
      directors.add(person.emplid);
    } else if (boss.equals(person.emplid)) {
      boss = directors.get(0);
    }
    return Row.of(
        "PER_ORG",
        organization,
        "DEPTID",
        director ? "10100" : department,
        "JOBCODE",
        director ? codes.get(0) : codes.get(1 + draw.below(codes.size() - 1)),
        "POSITION_NBR",
        draw.chance(60) ? draw.digits("000#####") : "",
        "LOCATION",
        draw.from(CodeTables.LOCATIONS),
        "SUPERVISOR_ID",
        boss,
        "COMPANY",
        "HLV",
        "BUSINESS_UNIT",
        draw.chance(80) ? "US001" : "EU001");
  }

  private String department() {
    return draw.from(List.copyOf(CodeTables.DEPARTMENTS.keySet()));
  }
}
