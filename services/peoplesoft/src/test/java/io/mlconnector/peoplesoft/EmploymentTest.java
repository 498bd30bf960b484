package io.mlconnector.peoplesoft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Employee;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.testkit.FakeConnection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is active is decided over all jobs of a person, by effective date and sequence. */
class EmploymentTest {

  private static final String NOON = "2026-03-10T12:00:00";

  private final FakeConnection connection = Offline.connection("America/Chicago");

  private Employee translated(JobRows rows) {
    List<CanonicalRecord> records =
        new Employees().translate(connection, rows.person(), Instant.EPOCH);
    assertThat(records).hasSize(1);
    return (Employee) records.get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "L", "P", "S", "W"})
  void leavesAndSuspensionsAreActive(String status) {
    assertThat(translated(JobRows.at(NOON).job(0, "2026-01-01", 0, status)).status())
        .isEqualTo("active");
  }

  @ParameterizedTest
  @ValueSource(strings = {"D", "Q", "R", "T", "U", "V", "X"})
  void everyCodeOfAnEndIsInactive(String status) {
    assertThat(translated(JobRows.at(NOON).job(0, "2026-01-01", 0, status)).status())
        .isEqualTo("inactive");
  }

  @Test
  void whichCodesEndAJobIsForTheCustomerToSay() {
    connection.with("activeStatuses", "A").with("inactiveStatuses", "L,T");

    assertThat(translated(JobRows.at(NOON).job(0, "2026-01-01", 0, "L")).status())
        .isEqualTo("inactive");
    assertThatThrownBy(() -> translated(JobRows.at(NOON).job(0, "2026-01-01", 0, "P")))
        .isInstanceOf(Untranslatable.class)
        .hasMessageContaining("A.EMPL_STATUS")
        .hasMessageContaining("activeStatuses");
  }

  @Test
  void ofSeveralRowsOfADayTheHighestSequenceHolds() {
    Employee left =
        translated(JobRows.at(NOON).job(0, "2026-03-02", 1, "T").job(0, "2026-03-02", 0, "A"));
    Employee came =
        translated(JobRows.at(NOON).job(0, "2026-03-02", 0, "T").job(0, "2026-03-02", 1, "A"));

    assertThat(left.status()).isEqualTo("inactive");
    assertThat(came.status()).isEqualTo("active");
    assertThat(came.accessEndsAt()).isNull();
  }

  @Test
  void aPersonIsActiveWhileOneJobIs() {
    Employee one =
        translated(JobRows.at(NOON).job(0, "2026-02-01", 0, "T").job(1, "2025-01-01", 0, "A"));
    Employee none =
        translated(JobRows.at(NOON).job(0, "2026-02-01", 0, "T").job(1, "2026-03-01", 0, "T"));

    assertThat(one.status()).isEqualTo("active");
    assertThat(one.departmentKey()).as("of the job that is left").isEqualTo("D10");
    assertThat(one.terminatedOn()).isNull();
    assertThat(none.status()).isEqualTo("inactive");
    assertThat(none.terminatedOn()).as("the last one").isEqualTo("2026-03-01");
  }

  @Test
  void aTerminationAheadIsTakenFromItsDayOnByPeopleSoftsClockAndNotByOurs() {
    JobRows before =
        JobRows.at("2026-03-10T23:59:59").job(0, "2025-01-01", 0, "A").job(0, "2026-03-11", 0, "T");
    JobRows after = JobRows.at("2026-03-11T00:00:00").job(0, "2026-03-11", 0, "T");
    connection.now = Instant.parse("2031-01-01T00:00:00Z");

    assertThat(translated(before).status()).isEqualTo("active");
    assertThat(translated(before).terminatedOn()).isEqualTo("2026-03-11");
    assertThat(translated(after).status()).isEqualTo("inactive");
  }

  @Test
  void somebodyWhoLeavesAndComesBackIsGoneInBetween() {
    JobRows rows =
        JobRows.at(NOON)
            .job(0, "2026-01-01", 0, "A")
            .job(0, "2026-03-20", 0, "T")
            .job(0, "2026-04-01", 0, "A");

    assertThat(translated(rows).terminatedOn()).isEqualTo("2026-03-20");
  }

  @Test
  void aSecondJobThatBeginsBeforeTheFirstEndsKeepsThePersonHere() {
    JobRows rows =
        JobRows.at(NOON)
            .job(0, "2026-01-01", 0, "A")
            .job(0, "2026-03-20", 0, "T")
            .job(1, "2026-03-15", 0, "A");

    assertThat(translated(rows).accessEndsAt()).isNull();
  }

  @Test
  void somebodyWhoseFirstDayIsAheadIsNotThereYet() {
    JobRows rows = JobRows.at(NOON).job(0, "2026-03-11", 0, "A");

    assertThat(new Employees().translate(connection, rows.person(), Instant.EPOCH)).isEmpty();
  }

  @Test
  void aCorrectionOfSomebodyWhoHadLeftDoesNotMoveTheEnd() {
    JobRows rows =
        JobRows.at(NOON).job(0, "2026-03-05", 0, "T").with("A.TERMINATION_DT", "2026-01-31");

    assertThat(translated(rows).terminatedOn()).isEqualTo(LocalDate.of(2026, 2, 1));
  }

  @Test
  void contingentWorkersAndPersonsOfInterestCountWhereTheyAreWanted() {
    JobRows worker = JobRows.at(NOON).job(0, "2026-01-01", 0, "A").with("A.PER_ORG", "CWR");

    assertThat(new Employees().translate(connection, worker.person(), Instant.EPOCH)).isEmpty();
    connection.with("workerTypes", "EMP,CWR,POI");
    assertThat(translated(worker).workerType()).isEqualTo("contingent");
  }

  @ParameterizedTest
  @CsvSource({
    // month-end, 2026-01-31 as the effective date
    "first-day-without, 0,  2026-01-31, 2026-01-31T06:00:00Z",
    "first-day-without, 18, 2026-01-31, 2026-02-01T00:00:00Z",
    "last-day-with,     0,  2026-01-31, 2026-02-01T06:00:00Z",
    "last-day-with,     18, 2026-01-31, 2026-02-01T00:00:00Z",
    "last-day-with,     0,  2028-02-29, 2028-03-01T06:00:00Z",
    "last-day-with,     0,  2026-12-31, 2027-01-01T06:00:00Z",
    // the hour that the clock change of spring leaves out, and the one that autumn's repeats
    "first-day-without, 2,  2026-03-08, 2026-03-08T08:00:00Z",
    "first-day-without, 1,  2026-11-01, 2026-11-01T06:00:00Z",
    "last-day-with,     0,  2026-11-01, 2026-11-02T06:00:00Z"
  })
  void accessEndsAtTheHourAndOnTheDayThatTheCustomerSays(
      String means, String hour, String effective, String at) {
    connection.with("effectiveDateIs", means).with("deactivationHour", hour);
    JobRows rows =
        JobRows.at("2026-01-15T12:00:00").job(0, "2025-01-01", 0, "A").job(0, effective, 0, "T");

    assertThat(translated(rows).accessEndsAt()).isEqualTo(Instant.parse(at));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-11T17:59:59, active",
    "2026-03-11T18:00:00, inactive",
    "2026-03-12T09:00:00, inactive"
  })
  void theStatusFollowsTheHourAndNotTheDay(String now, String status) {
    connection.with("deactivationHour", "18");

    assertThat(translated(JobRows.at(now).job(0, "2026-03-11", 0, "T")).status()).isEqualTo(status);
  }

  @Test
  void aMissingEmailIsAGap() {
    assertThat(translated(JobRows.at(NOON).job(0, "2026-01-01", 0, "A")).gaps())
        .extracting("field")
        .containsExactly("email");
  }
}
