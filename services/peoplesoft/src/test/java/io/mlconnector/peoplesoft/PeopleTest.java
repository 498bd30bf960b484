package io.mlconnector.peoplesoft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.peoplesoft.api.QueryApi;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.testkit.FakeConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading goes on behind the last whole person, and asks PeopleSoft what time it is. */
class PeopleTest {

  private final FakeQueries server = new FakeQueries();
  private final FakeConnection connection =
      Offline.connection("America/Chicago")
          .with("pageSize", "20")
          .answering(QueryApi.class, server);
  private final Employees employees = new Employees();

  /** Everybody, with as many rows each as the number that the person has ends in, at least one. */
  private void company(int people) {
    for (int number = 1; number <= people; number++) {
      JobRows rows = JobRows.of("01%05d".formatted(number), server.now);
      for (int day = 0; day < Math.max(1, number % 10); day++) {
        rows.job(0, "2025-01-%02d".formatted(day + 1), 0, "A");
      }
      server.rows.addAll(rows.rows());
    }
  }

  private List<Person> read() {
    List<Person> all = new ArrayList<>();
    Cursor cursor = Cursor.everything();
    Page<Person> page;
    do {
      page = employees.fetch(connection, cursor);
      all.addAll(page.records());
      cursor = cursor.at(page.next());
    } while (!page.last());
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 13, 19, 20})
  void everybodyIsReadWholeAndOnceWhateverAServerCutsOff(int cap) {
    company(35);
    server.cap = cap;

    List<Person> people = read();

    assertThat(people).extracting(Person::emplid).doesNotHaveDuplicates().hasSize(35);
    assertThat(people)
        .allSatisfy(
            person -> {
              int number = Integer.parseInt(person.emplid().substring(2));
              assertThat(person.rows()).hasSize(Math.max(1, number % 10));
            });
  }

  @Test
  void whereNobodyChangedOneQuestionAfterTheDayIsEnough() {
    assertThat(read()).isEmpty();
    assertThat(server.asked).hasSize(2);
  }

  @Test
  void aServerOfTheirOwnIsAskedTwoThingsAtATimeUnlessTheCustomerSaysOtherwise() {
    assertThat(new PeopleSoft().limits(connection.settings()).concurrency()).isEqualTo(2);
    connection.with("concurrency", "1");
    assertThat(new PeopleSoft().limits(connection.settings()).concurrency()).isEqualTo(1);
  }

  @Test
  void aPersonWithMoreRowsThanAPageStopsLoudly() {
    JobRows rows = JobRows.of("0100001", server.now);
    for (int day = 1; day <= 25; day++) {
      rows.job(0, "2025-01-%02d".formatted(day), 0, "A");
    }
    server.rows.addAll(rows.rows());

    assertThatThrownBy(this::read)
        .isInstanceOf(VendorFailure.class)
        .hasMessageContaining("0100001")
        .hasMessageContaining("pageSize");
  }

  @Test
  void aQueryThatDoesNotBeginBehindItsPromptStopsLoudly() {
    company(35);
    server.heedsPrompt = false;

    assertThatThrownBy(this::read)
        .isInstanceOf(VendorFailure.class)
        .hasMessageContaining("begin behind");
  }

  @Test
  void aColumnThatTheQueryLacksIsNamedWithTheSettingThatRenamesIt() {
    company(1);
    server.rows.get(0).remove("A.EFFDT");

    assertThatThrownBy(this::read)
        .isInstanceOf(VendorFailure.class)
        .hasMessageContaining("A.EFFDT")
        .hasMessageContaining("employeeColumns");
  }

  @Test
  void columnsMayHaveOtherNames() {
    connection.with("employeeColumns", "effective=EFFECTIVE");
    company(1);
    server.rows.get(0).put("EFFECTIVE", "2025-01-01").remove("A.EFFDT");

    assertThat(read()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    // our clock, PeopleSoft's, read from then on
    "2026-03-10T17:00:00Z, 2026-03-10T12:00:00, 2026-03-10T14:00:00Z, 2026-03-10T09:00:00",
    "2026-03-10T17:00:00Z, 2026-03-10T11:00:00, 2026-03-10T14:00:00Z, 2026-03-10T08:00:00",
    "2026-03-10T17:00:00Z, 2026-03-11T12:00:00, 2026-03-10T14:00:00Z, 2026-03-10T09:00:00",
    // the clock went forward in between, and back
    "2026-03-08T08:05:00Z, 2026-03-08T03:05:00, 2026-03-08T06:55:00Z, 2026-03-08T00:55:00",
    "2026-11-01T08:05:00Z, 2026-11-01T02:05:00, 2026-11-01T06:55:00Z, 2026-11-01T00:55:00"
  })
  void changesAreAskedForByPeopleSoftsClockAndNeverLaterThanByOurs(
      String ours, String theirs, String from, String since) {
    connection.now = Instant.parse(ours);
    server.now = theirs;

    employees.fetch(connection, new Cursor(Instant.parse(from), Instant.parse(ours), null));

    assertThat(server.asked.get(1)).startsWith("MLC_EMPLOYEES " + since + ",");
  }

  @Test
  void rowsThatHaveBecomeEffectiveAreAskedForSomeDaysBackUpToPeopleSoftsToday() {
    connection.now = Instant.parse("2026-03-10T17:00:00Z");

    employees.fetch(
        connection, new Cursor(Instant.parse("2026-03-10T14:00:00Z"), connection.now, null));

    assertThat(server.asked.get(1)).endsWith(",2026-03-07,2026-03-10,");
  }

  @Test
  void somebodyWhoIsNotShownIsReportedByNameAndNotAsGone() {
    company(1);

    Page<Person> page = employees.fetchByKeys(connection, List.of("0100001", "0199999", "a,b"));

    assertThat(page.records()).extracting(Person::emplid).containsExactly("0100001");
    assertThat(page.removed()).isEmpty();
    assertThat(page.unreadable()).extracting("key").containsExactly("0199999", "a,b");
  }
}
