package io.mlconnector.console.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.sql.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every question that the console asks of the ledger is answered from indexes, reads no more rows
 * than it gives or than its limit, and touches few of the 400 days at once. The statements are
 * those that are really run.
 */
@TestInstance(Lifecycle.PER_CLASS)
class QueriesTest {

  private static final int DAYS = 400;
  private static final int EACH = 25;

  /** Of a span's days; a statement over all of them would take more locks than there are. */
  private static final int MOST_DAYS = 60;

  private LedgerRig rig;

  @BeforeAll
  void fill() {
    rig = new LedgerRig();
    rig.tamper(
        """
        do $$ declare d date; t text; begin
          for i in 0..%d loop
            d := date '2026-03-31' - i;
            foreach t in array array['audit_event', 'audit_item'] loop
              execute format('create table %%s_%%s partition of %%s for values from (%%L) to (%%L)',
                t, to_char(d, 'YYYYMMDD'), t, d || ' 00:00:00Z', (d + 1) || ' 00:00:00Z');
            end loop;
          end loop;
        end $$
        """
            .formatted(DAYS - 1));
    String at =
        "timestamptz '2026-03-31 11:59:00Z' - make_interval(days => d, mins => n) as at from"
            + " generate_series(0, %d) d, generate_series(1, %d) n".formatted(DAYS - 1, EACH);
    rig.tamper(
        """
        insert into audit_event (id, at, service, connection, step, count, block, pos)
        select at::text, at, case n %% 5 when 0 then 'console' else 'zendesk' end, 'desk',
               'CREATED', 1, 1, n from (select n, d, %s) x
        """
            .formatted(at));
    rig.tamper(
        """
        insert into audit_item (event, at, service, connection, scope, step, journey, record, ref,
          target_key, route, changes, block, pos)
        select at::text, at, 'zendesk', 'desk', 'organization', 'CREATED', md5(d || '-' || n),
               'erp|customer|' || d || '-' || n, 'desk|organization|erp|customer|' || d || '-' || n,
               't' || d || '-' || n, 'customers', '[{"path": "name"}]', 1, n
        from (select n, d, %s) x
        """
            .formatted(at));
    String minutes =
        " from (select date_trunc('minute', now(), 'UTC') - make_interval(mins => m) as at"
            + " from generate_series(0, 4319) m) x";
    rig.tamper(
        "insert into audit_minute select at, connection, 'CREATED', 1"
            + minutes
            + ", unnest(array['desk', 'erp']) connection");
    rig.tamper("insert into audit_minute_route select at, 'customers', 1" + minutes);
    rig.tamper("analyze");
    rig.spied.statements();
  }

  /** A question with how many rows it may read beyond those that it gives. */
  record Asked(String name, int most, Runnable question) {
    @Override
    public String toString() {
      return name;
    }
  }

  private List<Asked> questions() {
    String journey = "%032x".formatted(0);
    return List.of(
        new Asked("newest", 200, () -> find("")),
        new Asked("a day long ago", 200, () -> find("", DAYS - 50)),
        new Asked("by key", 50, () -> find("0-1")),
        new Asked("by an old key", 50, () -> find("399-1")),
        new Asked("by a key that is not there", 5, () -> find("none")),
        new Asked("by record", 50, () -> find("erp|customer|7-3")),
        new Asked("by ref", 50, () -> find("desk|organization|erp|customer|7-3")),
        new Asked("by target", 50, () -> find("t7-3")),
        new Asked("by journey", 50, () -> find(journey)),
        new Asked("by name", 100, () -> named("erp|customer|3-3", "erp|customer|390-1")),
        new Asked("one journey", 10, () -> rig.journeys.byId(journey, Scope.ALL)),
        new Asked("what people did", 110, () -> rig.deeds.before(rig.now())),
        new Asked("lately", 2 * 1_445, () -> rig.counters.lately()),
        new Asked("an hour", 130, () -> rig.counters.over("", Duration.ofMinutes(1), 60)),
        new Asked("a day", 1_445, () -> rig.counters.over("desk", Duration.ofMinutes(30), 48)),
        new Asked("routes", 65, () -> rig.counters.rates()),
        new Asked("export of a record", 50, () -> export("7-3")),
        new Asked("export of a day", 1_100, () -> export("")),
        new Asked("export of entries", 1_100, () -> entries("")),
        new Asked("export of a connection", 1_100, () -> entries("desk")),
        new Asked("values to forget", 5, () -> forget("erp|customer|none")));
  }

  private void find(String text) {
    rig.journeys.find(new Search(text, null), 200);
  }

  private void find(String text, int daysAgo) {
    rig.journeys.find(new Search(text, rig.now().minus(Duration.ofDays(daysAgo))), 200);
  }

  private void named(String... records) {
    rig.journeys.find(new Search("acme", null, null, List.of(records), Scope.ALL), 200);
  }

  private void export(String text) {
    rig.exports.steps(new Search(text, null), 50, step -> {});
  }

  private void entries(String connection) {
    rig.exports.entries(null, null, connection, Scope.ALL, 50, each -> {});
  }

  private void forget(String record) {
    rig.values.forget(List.of(record), "somebody");
  }

  @ParameterizedTest
  @MethodSource("questions")
  void isAnsweredFromIndexesAndReadsLittle(Asked asked) {
    rig.spied.statements();
    asked.question().run();
    List<String> statements =
        rig.spied.statements().stream()
            .filter(each -> each.matches("(?s).*(from|join|update) audit_.*"))
            .filter(each -> !each.startsWith("insert"))
            .filter(each -> !each.contains("audit_chain"))
            .toList();

    assertThat(statements).isNotEmpty();
    for (String statement : statements) {
      Reading reading = explain(statement);
      assertThat(reading.scanned).as(statement).isEmpty();
      assertThat(reading.days.size()).as(statement).isLessThanOrEqualTo(MOST_DAYS);
      assertThat(reading.rows)
          .as("%s%n%s", statement, reading.plan)
          .isLessThanOrEqualTo(asked.most);
    }
  }

  /** What a plan read. */
  private static final class Reading {
    private final Set<String> days = new TreeSet<>();
    private final List<String> scanned = new ArrayList<>();
    private final Map<String, Long> read = new TreeMap<>();
    private long rows;
    private String plan;

    private void add(JsonNode node) {
      String table = node.path("Relation Name").asText();
      if (table.startsWith("audit_item_2") || table.startsWith("audit_event_2")) {
        days.add(table.substring(table.length() - 8));
      }
      if (node.path("Node Type").asText().equals("Seq Scan")) {
        scanned.add(table);
      }
      if (!table.isEmpty()) {
        rows +=
            node.path("Actual Loops").asLong()
                * (node.path("Actual Rows").asLong()
                    + node.path("Rows Removed by Filter").asLong());
      }
      node.path("Plans").forEach(this::add);
    }
  }

  private Reading explain(String statement) {
    return rig.transactions.inTransaction(
        sql -> {
          // The days here are so small that reading all of one is cheapest.
          sql.createStatement().execute("set local enable_seqscan = off");
          String json =
              Query.list(
                      sql,
                      row -> row.getString(1),
                      "explain (analyze, format json) " + statement.replace("?", "??"))
                  .get(0);
          sql.rollback();
          Reading reading = new Reading();
          reading.plan = json;
          reading.add(CanonicalJson.read(json, JsonNode.class).get(0).path("Plan"));
          return reading;
        });
  }
}
