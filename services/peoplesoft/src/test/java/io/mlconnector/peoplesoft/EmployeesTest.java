package io.mlconnector.peoplesoft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.testkit.Schemas;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everybody whom JOB shows is published as PeopleSoft's own calendar says, whatever the paging. */
@QuarkusTest
class EmployeesTest extends PsTest {

  /** EMPLIDs of the seeded oddities. */
  private static final String TWO_JOBS_ONE_ENDED = "0100003";

  private static final String TWO_JOBS_BOTH_ENDED = "0100004";
  private static final String HIRED_IN_TEN_DAYS = "0100005";
  private static final String LEFT_AND_CAME_BACK_IN_ONE_DAY = "0100008";
  private static final String NEVER_VISIBLE = "0100017";

  private LocalDate today() {
    return LocalDateTime.parse(ps.get("/clock").path("now").asText()).toLocalDate();
  }

  private void connected() {
    connect(without(document(), "vendors"));
    eventually(() -> assertThat(published("employee")).as(this::streams).containsKey("0100060"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"rowCap\":7}",
        "{\"jsonSupported\":false}",
        "{\"rowsWhenNone\":\"null\"}"
      })
  void everybodyWhomOurUserSeesIsPublishedOnceHoweverTheServerAnswers(String server) {
    ps.patch("/settings", server);

    connected();

    Map<String, JsonNode> people = published("employee");
    assertThat(people.values())
        .allSatisfy(
            person -> assertThat(Schemas.problems("employee", person.toString())).isEmpty());
    assertThat(people)
        .doesNotContainKeys(NEVER_VISIBLE, HIRED_IN_TEN_DAYS)
        .hasSizeBetween(45, PEOPLE);
    assertThat(people.get(TWO_JOBS_ONE_ENDED).path("status").asText()).isEqualTo("active");
    assertThat(people.get(TWO_JOBS_BOTH_ENDED).path("status").asText()).isEqualTo("inactive");
    assertThat(people.get(LEFT_AND_CAME_BACK_IN_ONE_DAY).path("status").asText())
        .isEqualTo("active");
  }

  @Test
  void aHireAndALeaverArePublishedByTheNextPollAndNobodyElse() {
    connected();
    long before = ps.now();

    String hired = hire("Ada", "");
    ps.post("/people/0100001/terminate", "{}");
    poll("employees");

    awaitField("employee", hired, "status", "active");
    awaitField("employee", "0100001", "status", "inactive");
    assertThat(published("employee").get(hired).path("email").asText())
        .isEqualTo("ada@halvorsen.example");
    assertThat(ps.callsSince(before)).as("what day it is, and who changed").hasSizeLessThan(8);
  }

  @Test
  void whatIsDatedTomorrowHappensWhenPeopleSoftsDayBeginsWithoutAnySave() {
    connected();
    String tomorrow = today().plusDays(1).toString();
    String hired = hire("Bea", ",\"EFFDT\":\"" + tomorrow + "\"");
    ps.post("/people/0100001/terminate", "{\"EFFDT\":\"" + tomorrow + "\"}");
    poll("employees");
    awaitField("employee", "0100001", "terminatedOn", tomorrow);
    assertThat(published("employee").get("0100001").path("status").asText()).isEqualTo("active");
    assertThat(published("employee")).doesNotContainKey(hired);

    ps.post("/clock", "{\"to\":\"" + tomorrow + "T00:00:05\"}");
    poll("employees");

    awaitField("employee", "0100001", "status", "inactive");
    awaitField("employee", hired, "status", "active");
  }

  @Test
  void aNewEMailThatMovesNoStampIsFoundByTheNightlyPass() {
    connected();
    ps.patch("/people/0100001", "{\"EMAIL_ADDR\":\"new@halvorsen.example\"}");

    scan("employees");

    awaitField("employee", "0100001", "email", "new@halvorsen.example");
  }

  @Test
  void somebodyWhoIsNotShownAnyMoreIsReportedAndNotTakenForALeaver() {
    connected();
    ps.post("/people/0100001/visible", "{\"visible\":\"never\"}");

    scan("employees");

    eventually(() -> assertThat(streams()).contains("0100001").contains("row security"));
    assertThat(published("employee").get("0100001").path("status").asText()).isEqualTo("active");

    ps.post("/people/0100001/visible", "{\"visible\":\"now\"}");
    scan("employees");
    eventually(() -> assertThat(streams()).doesNotContain("row security"));
  }

  @Test
  void aQueryThatSuddenlyShowsHalfOfThePeopleAsksAPerson() {
    connected();
    int before = published("employee").size();
    ps.post(
        "/failures",
        "{\"kind\":\"missing\",\"query\":\"MLC_EMPLOYEES\",\"times\":\"forever\",\"percent\":60}");

    scan("employees");

    eventually(
        () ->
            assertThat(
                    service()
                        .get("/api/connections/" + connection() + "/streams")
                        .json()
                        .path("held"))
                .as(this::streams)
                .isNotEmpty());
    assertThat(published("employee")).hasSize(before);
    assertThat(published("employee").toString()).doesNotContain("absent from a full scan");
  }

  @ParameterizedTest
  @CsvSource({
    "sign-in-page, login page",
    "ib-error,     PeopleSoft refused query MLC_TODAY",
    "truncated,    cut short or cannot be read",
    "wrong-dates,  is no date"
  })
  void whatIsNoAnswerIsSaidAndNothingIsBelieved(String kind, String words) {
    ps.post(
        "/failures",
        "{\"kind\":\"%s\",\"query\":\"MLC_TODAY\",\"times\":\"forever\"}".formatted(kind));

    connect(without(document(), "vendors"));

    eventually(() -> assertThat(streams()).contains(words));
    assertThat(published("employee")).isEmpty();
  }

  @Test
  void aWrongNodeIsSaidWithItsLikelyCause() {
    connect(with(without(document(), "vendors"), "node", "PSFT_XX"));

    eventually(
        () -> assertThat(streams()).contains("Likely cause: a wrong node").contains("PSFT_XX"));
  }
}
