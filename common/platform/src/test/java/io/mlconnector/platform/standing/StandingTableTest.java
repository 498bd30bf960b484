package io.mlconnector.platform.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.flow.meter.StandingGauges.Row;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.platform.connection.StoreFixture;
import io.mlconnector.platform.testsystem.TestSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One statement tells how all connections stand, whoever owns them. */
class StandingTableTest {

  private static final List<String> TABLES =
      List.of(
          "lease",
          "parked",
          "inbox",
          "waiting",
          "mass_change",
          "table_staged",
          "table_object",
          "parked_read",
          "held_removals");

  @TempDir Path folder;
  private StoreFixture fixture;

  @BeforeEach
  void open() {
    fixture = new StoreFixture("standing", folder.resolve("keyset.json"));
    run("truncate " + String.join(", ", TABLES));
    connection("a", TestSystem.NAME, true);
    connection("b", TestSystem.NAME, true);
    connection("off", TestSystem.NAME, false);
    connection("other", "another-system", true);
  }

  private void connection(String id, String system, boolean enabled) {
    run(
        "insert into connection (id, system, enabled, document, source, version, created, updated)"
            + " values (?, ?, ?, '{}', 'api', 1, now(), now())",
        id,
        system,
        enabled);
  }

  private void run(String text, Object... arguments) {
    fixture.transactions.run(sql -> Query.update(sql, text, arguments));
  }

  /** Values by labels; ages in whole minutes. */
  private Map<String, Long> told(String of) {
    Map<String, Long> told = new TreeMap<>();
    List<Row> rows =
        fixture.transactions.inTransaction(sql -> StandingTable.of(sql, TestSystem.NAME));
    boolean age = List.of("oldest", "token-age", "token-left", "table-age").contains(of);
    for (Row row : rows) {
      if (row.of().equals(of)) {
        long value = Math.round(age ? row.value() / 60 : row.value());
        assertThat(told.put(String.join(" ", row.labels()), value)).isNull();
      }
    }
    return told;
  }

  @Test
  void aConnectionIsOwnedWhileSomeReplicasLeaseHolds() {
    run(
        "insert into lease (name, fence, replica, expires) values"
            + " ('connection/a', 1, 'r1', now() + interval '10 s'),"
            + " ('connection/b', 1, 'r2', now() - interval '1 s'),"
            + " ('connection/off', 1, 'r2', now() + interval '10 s')");

    assertThat(told("owned")).isEqualTo(Map.of("a", 1L, "b", 0L));
    run("update lease set replica = null, expires = now() + interval '1 h'");
    assertThat(told("owned")).isEqualTo(Map.of("a", 0L, "b", 0L));
  }

  @Test
  void everyCauseThatAPersonHasToSeeToIsToldOnce() {
    run(
        "insert into connection_state (connection, attention, attention_by) values"
            + " ('a', 'refused', 'sign-in'), ('b', null, null), ('off', 'refused', 'sign-in')");
    run(
        "insert into mass_change (connection, object, counted, linked, allowed, samples, since)"
            + " select 'a', o, 9, 9, 1, '{}', now() - interval '5 min'"
            + " from unnest(array['x', 'y']) o");
    run("insert into held_removals values ('b', 's', 9, 9, '{}', now(), false)");
    run(
        "insert into table_object (connection, object, source, route, version, spec, layout,"
            + " adoption) values ('b', 't', 'c/e', 'r', 1, '', '', 'found')");

    assertThat(told("attention"))
        .isEqualTo(Map.of("a sign-in", 1L, "a mass-change", 1L, "b removals", 1L, "b table", 1L));
    assertThat(told("oldest")).isEqualTo(Map.of("a person", 5L));
    run("update mass_change set decided = now(), decision = 'APPROVED'");
    run("update held_removals set believed = true");
    assertThat(told("attention").keySet()).containsExactlyInAnyOrder("a sign-in", "b table");
  }

  @Test
  void whatStandsAsideIsCountedByReasonAndAnUnknownConnectionIsNoLabel() {
    parked("a", "REJECTED", 3);
    parked("a", "GONE", 1);
    parked("b", "REJECTED", 2);
    parked("never-heard-of", "UNKNOWN_CONNECTION", 2);
    parked("nor-of-this", "UNKNOWN_CONNECTION", 1);
    parked(null, "UNREADABLE", 4);
    run(
        "insert into parked_read (connection, stream, key, reason, since, tried, journey,"
            + " dismissed) select 'a', 's', k, 'r', now(), now(), '',"
            + " case when k = '9' then now() end from unnest(array['1', '2', '9']) k");

    Map<String, Long> sums = new TreeMap<>();
    List<Row> rows =
        fixture.transactions.inTransaction(sql -> StandingTable.of(sql, TestSystem.NAME));
    rows.stream()
        .filter(row -> row.of().equals("parked"))
        .forEach(row -> sums.merge(String.join(" ", row.labels()), (long) row.value(), Long::sum));
    assertThat(sums)
        .isEqualTo(
            Map.of(
                "a delivery rejected", 3L,
                "a delivery gone", 1L,
                "b delivery rejected", 2L,
                "unknown delivery unknown_connection", 3L,
                "unknown delivery unreadable", 4L,
                "a read unread", 2L));
  }

  private void parked(String connection, String kind, int count) {
    run(
        "insert into parked (delivery, connection, tries, risky, approved, parents, body,"
            + " accepted, kind, reason) select ? || '/' || ? || i, ?, 1, false, false, '{}', '',"
            + " now(), ?, 'r' from generate_series(1, ?) i",
        String.valueOf(connection),
        kind,
        connection,
        kind,
        count);
  }

  @Test
  void theOldestDeliveryIsToldByWhatItWaitsFor() {
    String columns =
        " (delivery, connection, ref, object, mode, sequence, ord, tries, risky, approved, parents,"
            + " body, accepted";
    for (int minutes : List.of(7, 3)) {
      String at = "now() - interval '%d min'".formatted(minutes);
      String values =
          "'d%d', 'a', 'r', 'o', 'UPSERT', '1', 1, 0, false, false, '{}', '', ".formatted(minutes);
      run("insert into inbox" + columns + ") values (" + values + at + ")");
      run(
          "insert into waiting"
              + columns
              + ", parent, since) values ("
              + values
              + "now() - interval '1 day', 'p', "
              + at
              + " - interval '10 min')");
      run(
          "insert into table_staged"
              + columns
              + ", table_id, fresh, rev, since) values ("
              + values
              + "now(), 1, true, 1, "
              + at
              + " - interval '20 min')");
    }

    assertThat(told("oldest"))
        .isEqualTo(Map.of("a accepted", 7L, "a parent", 17L, "a publish", 27L));
  }

  @Test
  void tokensSignInsAndTablesTellTheirAge() {
    run(
        "insert into vendor_sign_in (connection, sealed, updated, obtained, expires) values"
            + " ('a', '', now(), now() - interval '20 min', now() + interval '40 min'),"
            + " ('b', '', now(), null, null)");
    run(
        "insert into vendor_signed_in select 'a', now() - i * interval '25 min'"
            + " from generate_series(1, 4) i");
    run(
        "insert into table_object (connection, object, source, route, version, spec, layout,"
            + " published) values ('b', 't', 'c/e', 'r', 1, '', '', now() - interval '2 h'),"
            + " ('b', 'new', 'c/e', 'r', 1, '', '', null)");

    assertThat(told("token-age")).isEqualTo(Map.of("a", 20L));
    assertThat(told("token-left")).isEqualTo(Map.of("a", 40L));
    assertThat(told("sign-ins")).isEqualTo(Map.of("a", 2L, "b", 0L));
    assertThat(told("table-age")).isEqualTo(Map.of("b t", 120L));
  }

  @Test
  void aLookReadsNoTableFromEndToEnd() {
    fixture.transactions.run(
        sql -> {
          Query.pin(sql);
          List<String> plan = new ArrayList<>();
          Query.list(
              sql,
              row -> plan.add(row.getString(1)),
              "explain " + StandingTable.ALL,
              TestSystem.NAME);
          assertThat(plan)
              .noneMatch(
                  line ->
                      line.matches(
                          ".*Seq Scan on"
                              + " (parked|parked_read|inbox|waiting|table_staged|webhook_inbox).*"));
        });
  }
}
