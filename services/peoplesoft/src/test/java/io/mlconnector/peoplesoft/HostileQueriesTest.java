package io.mlconnector.peoplesoft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mlconnector.hostile.HostileTexts;
import io.mlconnector.peoplesoft.api.QueryApi;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.testkit.FakeConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Texts of strangers in prompts, whose values stand in one list between commas. */
class HostileQueriesTest {

  private static final int PROMPTS = 3;

  private final FakeQueries server = new FakeQueries();
  private final FakeConnection connection =
      Offline.connection("America/Chicago")
          .with("employeeKeyPrompts", "AS_OF,E1,E2")
          .answering(QueryApi.class, server);

  @Test
  void aHostileTextIsOneValueOrIsNotAsked() {
    QueryAccess access = new QueryAccess(connection);
    HostileTexts.all()
        .forEach(
            (name, text) -> {
              server.asked.clear();
              List<String> values = List.of("first", text, "last");
              if (text.contains(",")) {
                assertThatThrownBy(() -> access.run("Q", List.of("A", "B", "C"), values))
                    .as(name)
                    .isInstanceOf(VendorFailure.class)
                    .message()
                    .doesNotContain(HostileTexts.MARK);
                assertThat(server.asked).isEmpty();
              } else {
                access.run("Q", List.of("A", "B", "C"), values);
                assertThat(server.asked).as(name).containsExactly("Q first," + text + ",last");
              }
            });
  }

  @Test
  void aHostileKeyKeepsNoOtherFromBeingAskedForAndIsSaidToBeUnseen() {
    List<String> keys = new ArrayList<>(HostileTexts.values());
    keys.add("0100001");
    server.heedsPrompt = false;
    server.rows.addAll(JobRows.of("0100001", server.now).job(0, "2025-01-01", 0, "A").rows());

    Page<Person> page = new Employees().fetchByKeys(connection, keys);

    assertThat(page.records()).extracting(Person::emplid).contains("0100001");
    assertThat(page.unreadable())
        .extracting(Page.Unreadable::key)
        .containsExactlyInAnyOrderElementsOf(HostileTexts.values());
    assertThat(server.asked)
        .filteredOn(asked -> !asked.startsWith("MLC_TODAY"))
        .allMatch(asked -> asked.split(",", -1).length == PROMPTS);
  }

  /** Whoever may name people could else have nobody be read behind them. */
  @Test
  void anEmplidThatNoPromptCanSayKeepsNobodyElseFromBeingRead() {
    connection.with("pageSize", "3");
    List<String> all = new ArrayList<>();
    for (int number = 10; number < 40; number++) {
      all.add("01" + number);
      if (number % 4 == 0) {
        all.add("01" + number + ",0");
      }
    }
    all.forEach(
        emplid ->
            server.rows.addAll(JobRows.of(emplid, server.now).job(0, "2025-01-01", 0, "A").rows()));

    Set<String> read = new TreeSet<>();
    Cursor cursor = Cursor.everything();
    Page<Person> page;
    do {
      page = new Employees().fetch(connection, cursor);
      page.records().forEach(person -> read.add(person.emplid()));
      cursor = cursor.at(page.next());
    } while (!page.last());

    assertThat(read).containsExactlyElementsOf(all);
  }

  @Test
  void aVendorIdThatNoPromptCanSayKeepsNoOtherFromBeingRead() {
    server.cap = 3;
    server.ordered = "A.VENDOR_ID";
    List<String> all = new ArrayList<>();
    for (int number = 10; number < 40; number++) {
      all.add("00" + number);
      if (number % 4 == 0) {
        all.add("00" + number + ",0");
      }
    }
    all.forEach(
        id ->
            server.rows.add(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("A.SETID", "SHARE")
                    .put("A.VENDOR_ID", id)
                    .put("A.NAME1", "Vendor " + id)
                    .put("A.VENDOR_STATUS", "A")));

    Set<String> read = new TreeSet<>();
    new VendorList(connection).all().forEach(row -> read.add(row.key().vendorId()));

    assertThat(read).containsExactlyElementsOf(all);
  }

  @Test
  void aHostileVendorIsAKeyOfTwoValuesOrNone() {
    for (String text : HostileTexts.values()) {
      VendorKey.of("SHARE:" + text)
          .ifPresent(
              key -> {
                assertThat(key.setId()).isEqualTo("SHARE");
                assertThat(key.vendorId()).isEqualTo(text).doesNotContain(",");
              });
      assertThat(VendorKey.of("SHARE:" + text).isPresent()).isEqualTo(!text.contains(","));
    }
  }
}
