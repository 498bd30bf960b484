package io.mlconnector.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.mlconnector.canonical.Topics;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.platform.owner.Owned;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of what stands aside and waits, as long as they may be. */
class ListingTest {

  private static final int MANY = 100_000;

  private World world;

  @BeforeEach
  void open() {
    world = new World();
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  @Test
  void aHundredThousandParkedOnesAreCountedByReasonAndPagedWithoutReadingThemAll() {
    park(MANY, "'the e-mail is taken'", "user");
    park(3, "'no name'", "organization");

    List<Groups.Group> groups =
        world.transactions.inTransaction(sql -> Groups.parked(sql, Scope.ALL, World.CONNECTION));
    Listing.Filter taken =
        new Listing.Filter(
            Scope.ALL, World.CONNECTION, "user", "REJECTED", "the e-mail is taken", null, null);
    List<Listing.Aside> first =
        world.transactions.inTransaction(sql -> Listing.parked(sql, taken, 50));
    List<Listing.Aside> second =
        world.transactions.inTransaction(
            sql ->
                Listing.parked(
                    sql,
                    new Listing.Filter(
                        Scope.ALL,
                        World.CONNECTION,
                        "user",
                        "REJECTED",
                        "the e-mail is taken",
                        null,
                        first.get(49).delivery()),
                    50));

    assertThat(groups)
        .extracting(Groups.Group::object, Groups.Group::reason, Groups.Group::count)
        .containsExactly(
            tuple("user", "the e-mail is taken", (long) MANY),
            tuple("organization", "no name", 3L));
    assertThat(groups.get(0).sample()).startsWith(World.CONNECTION + "|user|");
    assertThat(first).hasSize(50);
    assertThat(second).hasSize(50).doesNotContainAnyElementsOf(first);
    assertThat(plan(taken))
        .as("a page is read from its index, and stops there")
        .contains("Index Scan using parked_")
        .doesNotContain("Seq Scan", "Sort");
    Listing.Filter few =
        new Listing.Filter(
            Scope.ALL, World.CONNECTION, "organization", "REJECTED", "no name", null, null);
    assertThat(plan(few))
        .as("few among many are not searched for")
        .contains("Index Scan using parked_group")
        .doesNotContain("Seq Scan", "Sort", "Filter: (object");
    assertThat(
            plan(
                new Listing.Filter(
                    Scope.ALL, World.CONNECTION, null, "AMBIGUOUS", null, null, null)))
        .contains("Index Scan using parked_kind")
        .doesNotContain("Seq Scan", "Sort");
  }

  private String plan(Listing.Filter filter) {
    List<String> lines =
        world.transactions.inTransaction(
            sql ->
                Query.list(
                    sql,
                    row -> row.getString(1),
                    "explain " + filter.statement(),
                    filter.arguments(50)));
    return String.join("\n", lines);
  }

  @Test
  void aPageGoesOnFromTheBeginningWhereTheLastOneBeforeHasGone() {
    park(3, "'no name'", "user");

    List<Listing.Aside> page =
        world.transactions.inTransaction(
            sql ->
                Listing.parked(
                    sql,
                    new Listing.Filter(
                        Scope.ALL, World.CONNECTION, null, null, null, null, "retried"),
                    100));

    List<Listing.Aside> behind =
        world.transactions.inTransaction(
            sql ->
                Listing.parked(
                    sql,
                    new Listing.Filter(
                        Scope.ALL,
                        World.CONNECTION,
                        null,
                        null,
                        null,
                        null,
                        "retried",
                        page.get(1).since()),
                    100));

    assertThat(page).hasSize(3);
    assertThat(behind).as("where it is known when that one was parked").hasSizeLessThan(3);
  }

  @Test
  void aWholeGroupIsRetriedInBoundedSteps() {
    park(2_500, "'no name'", "user");
    park(5, "'no e-mail'", "user");
    Interventions interventions =
        new Interventions(
            world.transactions,
            new TableOutbox(),
            World.audits(),
            new Topics(""),
            Clock.systemUTC());
    Owned owned = new Owned(new TableLease(0), world.document(), null, null);
    List<Integer> steps = new ArrayList<>();
    int some;
    do {
      Listing.Filter filter =
          new Listing.Filter(
              Scope.ALL, World.CONNECTION, "user", "REJECTED", "no name", null, null);
      List<String> ids =
          world
              .transactions
              .inTransaction(sql -> Listing.parked(sql, filter, Interventions.MOST))
              .stream()
              .map(Listing.Aside::delivery)
              .toList();
      some = ids.isEmpty() ? 0 : interventions.retry(owned, ids, false, "ada");
      steps.add(some);
    } while (some > 0);

    assertThat(steps).containsExactly(1_000, 1_000, 500, 0);
    assertThat(world.count("inbox")).isEqualTo(2_500);
    assertThat(world.count("parked")).isEqualTo(5);
  }

  @Test
  void whatIsLeftIsToldWithItsAgeAndWhatItWaitsFor() {
    world.transactions.run(
        sql -> {
          Query.update(
              sql,
              """
              insert into inbox (delivery, connection, ref, object, mode, sequence, ord, risky,
                                 parents, body, seen)
              select 'i' || g, ?, 'r' || g, 'user', 'UPSERT', '1', g, false, '{}', '{}',
                     timestamptz '2026-11-22 08:00:00Z' + make_interval(secs => g)
              from generate_series(0, 6) g
              """,
              World.CONNECTION);
          Query.update(
              sql,
              """
              insert into waiting (delivery, connection, ref, object, mode, sequence, ord, tries,
                                   risky, approved, parents, body, accepted, parent, mass_change)
              select 'w' || g, ?, 'x' || g, 'user', 'UPSERT', '1', g, 0, false, false, '{}', '{}',
                     now(), case when g > 2 then 'p' end, case when g <= 2 then 1 end
              from generate_series(1, 5) g
              """,
              World.CONNECTION);
          Query.update(
              sql,
              "insert into delivery_hold (connection, kind, reason, until)"
                  + " values (?, 'THROTTLED', 'wait', now() + interval '1 minute')",
              World.CONNECTION);
        });

    Standing standing = world.transactions.inTransaction(sql -> Standing.of(sql, World.CONNECTION));
    Standing none = world.transactions.inTransaction(sql -> Standing.of(sql, "another"));

    assertThat(standing.queued()).isEqualTo(7);
    assertThat(standing.oldest()).isEqualTo("2026-11-22T08:00:00Z");
    assertThat(standing.waits())
        .containsOnly(entry("parent", 3L), entry("person", 2L), entry("throttled", 7L));
    assertThat(none).isEqualTo(new Standing(0, null, Map.of()));
  }

  @Test
  void aReasonPicksItsOwnOnlyAndNotThoseThatContainIt() {
    park(2, "'no name'", "user");
    park(3, "'no name at all'", "user");

    List<Listing.Aside> picked =
        world.transactions.inTransaction(
            sql ->
                Listing.parked(
                    sql,
                    new Listing.Filter(
                        Scope.ALL, World.CONNECTION, null, null, "no name", null, null),
                    100));

    assertThat(picked).hasSize(2).extracting(Listing.Aside::reason).containsOnly("no name");
  }

  @Test
  void whatWaitsIsPagedAndCountedByWhatItWaitsFor() {
    world.transactions.run(
        sql ->
            Query.update(
                sql,
                """
                insert into waiting (delivery, connection, ref, object, mode, sequence, ord, tries,
                                     risky, approved, parents, body, accepted, parent, since)
                select 'w' || g, ?, ? || g, 'user', 'UPSERT', '1', g, 0, false, false, '{}', '{}',
                       now(), 'p' || g, now() - make_interval(secs => 1000 - g)
                from generate_series(1, 120) g
                """,
                World.CONNECTION,
                World.CONNECTION + "|user|erp|contact|"));
    List<String> seen = new ArrayList<>();
    String after = "";
    List<Listing.Aside> page;
    do {
      String from = after;
      page =
          world.transactions.inTransaction(
              sql -> Listing.waiting(sql, Scope.ALL, World.CONNECTION, null, from, 50));
      page.forEach(each -> seen.add(each.delivery()));
      after = page.isEmpty() ? "" : page.get(page.size() - 1).delivery();
    } while (!page.isEmpty());
    List<Groups.Group> groups =
        world.transactions.inTransaction(
            sql -> Groups.waiting(sql, Scope.ALL, World.CONNECTION, null));

    assertThat(seen).hasSize(120).doesNotHaveDuplicates().startsWith("w1", "w2");
    assertThat(groups).hasSize(1);
    assertThat(groups.get(0).kind()).isEqualTo("PARENT");
    assertThat(groups.get(0).count()).isEqualTo(120);
  }

  private void park(int number, String reason, String object) {
    world.transactions.run(
        sql -> {
          Query.update(
              sql,
              """
              insert into parked (delivery, connection, ref, object, mode, sequence, ord, tries,
                                  risky, approved, parents, body, accepted, kind, reason, since)
              select md5(? || g), ?, ? || g, ?, 'UPSERT', '1', g, 1, false, false, '{}', 'x',
                     now(), 'REJECTED', %s, now() - make_interval(secs => g)
              from generate_series(1, ?) g
              """
                  .formatted(reason),
              object + reason,
              World.CONNECTION,
              World.CONNECTION + "|" + object + "|erp|contact|",
              object,
              number);
          Query.update(sql, "analyze parked");
        });
  }
}
