package io.mlconnector.sandbox.peoplesoft;

import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.LONG_AGO;
import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.emplid;
import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.json;
import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.rows;
import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Company;
import io.mlconnector.sandbox.peoplesoft.PeopleSoftSeed.Special;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the rows of JOB look like through the shipped queries (sheet 2.4). */
class EmployeesTest {

  private PeopleSoftClient hr;
  private LocalDate today;

  @BeforeEach
  void start() {
    hr = new PeopleSoftClient();
    hr.vendor().clock().set(LocalDateTime.of(2026, 3, 31, 23, 30));
    hr.vendor().seed(80, 30, 1);
    today = hr.vendor().clock().today();
  }

  @AfterEach
  void stop() {
    hr.close();
  }

  private List<String> changedSince(LocalDateTime since, LocalDate from) {
    String day = hr.vendor().clock().today().toString();
    return texts(
        rows(hr.employees(since.withNano(0).toString() + ":00", from.toString(), day, "", 0)),
        "A.EMPLID");
  }

  @Test
  void aJobShowsTheRowsOfItsCurrentDayAndLaterOnes() {
    List<JsonNode> twice = hr.job(emplid(Special.MOVED_TWICE_IN_ONE_DAY));
    List<JsonNode> rehired = hr.job(emplid(Special.REHIRED));
    List<JsonNode> leaving = hr.job(emplid(Special.LEAVES_IN_SEVEN_DAYS));
    List<JsonNode> coming = hr.job(emplid(Special.HIRED_IN_TEN_DAYS));

    assertThat(twice).extracting(row -> row.path("A.EFFSEQ").asInt()).containsExactly(0, 1);
    assertThat(texts(twice, "DEPT_DESCR")).containsExactly("Finance", "Customer Support");
    assertThat(texts(rehired, "A.ACTION")).containsExactly("REH");
    assertThat(texts(leaving, "A.ACTION")).containsExactly("HIR", "TER");
    assertThat(texts(leaving, "A.HR_STATUS")).containsExactly("A", "I");
    assertThat(texts(leaving, "A.EFFDT").get(1)).isEqualTo(today.plusDays(7).toString());
    assertThat(texts(leaving, "A.TERMINATION_DT"))
        .containsExactly("", today.plusDays(6).toString());
    assertThat(texts(coming, "A.EFFDT")).containsExactly(today.plusDays(10).toString());
  }

  @Test
  void severalJobsOfAPersonAreSeveralRecords() {
    List<JsonNode> both = hr.job(emplid(Special.TWO_JOBS));
    List<JsonNode> one = hr.job(emplid(Special.TWO_JOBS_ONE_ENDED));
    List<JsonNode> none = hr.job(emplid(Special.TWO_JOBS_BOTH_ENDED));

    assertThat(both).extracting(row -> row.path("A.EMPL_RCD").asInt()).containsExactly(0, 1);
    assertThat(texts(both, "A.HR_STATUS")).containsExactly("A", "A");
    assertThat(texts(one, "A.HR_STATUS")).containsExactly("I", "A");
    assertThat(texts(none, "A.HR_STATUS")).containsExactly("I", "I");
    assertThat(texts(hr.job(emplid(Special.TAKEN_ON)), "A.PER_ORG")).containsExactly("CWR", "EMP");
  }

  @Test
  void theSeedHasEveryStatusAndSortOfPerson() {
    List<JsonNode> all = hr.everybody();

    assertThat(new HashSet<>(texts(all, "A.EMPL_STATUS")))
        .contains("A", "D", "L", "Q", "R", "S", "T", "W");
    assertThat(new HashSet<>(texts(all, "A.PER_ORG")))
        .containsExactlyInAnyOrder("EMP", "CWR", "POI");
    assertThat(texts(all, "E.EMAIL_ADDR")).contains("", Company.AGENT_EMAIL);
    assertThat(texts(hr.job(emplid(Special.SHARES_AN_EMAIL)), "E.EMAIL_ADDR"))
        .isEqualTo(texts(hr.job(emplid(Special.SHARES_AN_EMAIL_TOO)), "E.EMAIL_ADDR"));
    assertThat(texts(all, "A.EMPLID")).doesNotContain(emplid(Special.NEVER_VISIBLE));
  }

  @Test
  void aFutureRowBecomesCurrentByMidnightAloneAndOnlyTheWindowShowsIt() {
    String leaver = emplid(Special.DIRECTOR);
    hr.vendor().edits().job(leaver, json("{'ACTION':'TER','EFFDT':'" + today.plusDays(1) + "'}"));
    LocalDateTime afterSave = hr.vendor().clock().now().plusMinutes(2);
    hr.vendor().clock().advance(Duration.ofMinutes(5));
    assertThat(changedSince(afterSave, today)).isEmpty();
    List<JsonNode> before = hr.job(leaver);

    hr.vendor().clock().advance(Duration.ofMinutes(40));

    assertThat(hr.vendor().clock().today()).isEqualTo(today.plusDays(1));
    assertThat(changedSince(afterSave, today)).containsOnly(leaver);
    List<JsonNode> after = hr.job(leaver);
    assertThat(texts(before, "A.HR_STATUS")).containsExactly("A", "I");
    assertThat(texts(after, "A.HR_STATUS")).containsExactly("I");
    assertThat(texts(after, "A.LASTUPDDTTM"))
        .containsExactly(texts(before, "A.LASTUPDDTTM").get(1));
    assertThat(texts(after, "TODAY")).containsExactly(today.plusDays(1).toString());
  }

  @Test
  void theHourOfAnAutumnClockChangeComesTwiceInStampsWithoutAZone() {
    hr.vendor().clock().set(LocalDateTime.of(2026, 11, 1, 1, 20));
    LocalDateTime first = hr.vendor().clock().now();
    hr.vendor().clock().advance(Duration.ofMinutes(50));
    LocalDateTime second = hr.vendor().clock().now();

    assertThat(first.getHour()).isEqualTo(1);
    assertThat(second).isBefore(first);
  }

  @Test
  void aSaveMovesTheStampButAnEmailAndSqlDoNot() {
    LocalDateTime before = hr.vendor().clock().now();
    hr.vendor().clock().advance(Duration.ofMinutes(10));
    String mailed = emplid(Special.TWO_JOBS);
    String renamed = emplid(Special.REHIRED);
    String moved = emplid(Special.AGENT);
    String bySql = emplid(Special.RETIRED);

    hr.vendor().edits().change(mailed, json("{'EMAIL_ADDR':'new@halvorsen.example'}"));
    hr.vendor().edits().change(renamed, json("{'LAST_NAME':'Quist'}"));
    hr.vendor().edits().job(moved, json("{'ACTION':'XFR','DEPTID':'50200'}"));
    hr.vendor().edits().job(bySql, json("{'ACTION':'REH','stamped':false}"));

    LocalDateTime since = before.plusMinutes(5);
    assertThat(changedSince(since, today)).containsOnly(renamed, moved);
    assertThat(texts(hr.job(mailed), "E.EMAIL_ADDR")).contains("new@halvorsen.example");
    hr.set("{'emailStamped':true}");
    hr.vendor().edits().change(mailed, json("{'EMAIL_ADDR':'newer@halvorsen.example'}"));
    assertThat(changedSince(since, today)).contains(mailed);
  }

  @Test
  void rowSecurityLagsANewHire() {
    JsonNode soon =
        hr.done("POST", "/people", "{'FIRST_NAME':'Ada','LAST_NAME':'Quist','visible':'PT2H'}");
    JsonNode never =
        hr.done("POST", "/people", "{'FIRST_NAME':'Bo','LAST_NAME':'Lind','visible':'never'}");
    String first = soon.path("EMPLID").asText();
    String second = never.path("EMPLID").asText();
    assertThat(hr.job(first)).isEmpty();

    hr.done("POST", "/clock", "{'advance':'PT2H'}");

    assertThat(texts(hr.job(first), "N.NAME_DISPLAY")).containsExactly("Ada Quist");
    assertThat(hr.job(second)).isEmpty();
    hr.done("POST", "/security/refresh", null);
    assertThat(hr.job(second)).hasSize(1);
    hr.done("POST", "/people/" + second + "/visible", "{'visible':'never'}");
    assertThat(hr.job(second)).isEmpty();
    assertThat(texts(rows(hr.employees(LONG_AGO, "2026-01-01", "2026-12-31", "", 0)), "A.EMPLID"))
        .contains(first)
        .doesNotContain(second);
  }

  @Test
  void keysNameAtMostTenPeopleAndUnknownOnesAreNotThere() {
    String today10 =
        String.join(
            ",",
            today.toString(),
            "0100003",
            "",
            "0100001",
            "9999999",
            "0100001",
            "",
            "",
            "",
            "",
            "");

    List<JsonNode> found =
        rows(
            hr.rest(
                PeopleSoftClient.path("MLC_EMPLOYEE_KEYS", 50)
                    + PeopleSoftClient.prompts(
                        "AS_OF,EMPLID1,EMPLID2,EMPLID3,EMPLID4,EMPLID5,EMPLID6,EMPLID7,EMPLID8,"
                            + "EMPLID9,EMPLID10",
                        today10)));

    assertThat(texts(found, "A.EMPLID")).containsExactly("0100001", "0100003", "0100003");
  }

  @Test
  void theSameSeedMakesTheSamePeople() {
    List<JsonNode> first = hr.vendor().people("", 1000).findValues("NAME_DISPLAY");
    hr.vendor().seed(80, 30, 1);
    assertThat(hr.vendor().people("", 1000).findValues("NAME_DISPLAY")).isEqualTo(first);
    hr.vendor().seed(80, 30, 2);
    assertThat(hr.vendor().people("", 1000).findValues("NAME_DISPLAY")).isNotEqualTo(first);
  }

  @Test
  void tenThousandPeopleAndThreeThousandVendorsCanBeMade() {
    hr.vendor().seed(10_000, 3_000, 1);

    assertThat(hr.vendor().state().path("people").asInt()).isEqualTo(10_000);
    assertThat(hr.vendor().state().path("vendors").asInt()).isEqualTo(3_000);
    assertThat(new HashSet<>(hr.vendor().people("", 10_000).findValuesAsText("EMAIL_ADDR")))
        .hasSizeGreaterThan(9_500);
    hr.set("{'rowCap':0}");
    assertThat(hr.everybody()).hasSizeGreaterThan(9_990);
  }
}
