package io.mlconnector.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mlconnector.flow.sql.Query;
import java.util.ArrayList;
import java.util.List;
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
        world.transactions.inTransaction(sql -> Groups.parked(sql, World.CONNECTION));
    Listing.Filter taken =
        new Listing.Filter(World.CONNECTION, "user", "REJECTED", "the e-mail is taken", null, null);
    List<Listing.Aside> first =
        world.transactions.inTransaction(sql -> Listing.parked(sql, taken, 50));
    List<Listing.Aside> second =
        world.transactions.inTransaction(
            sql ->
                Listing.parked(
                    sql,
                    new Listing.Filter(
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
    assertThat(plan())
        .as("a page is read from its index, and stops there")
        .contains("Index Scan using parked_list")
        .doesNotContain("Seq Scan", "Sort");
  }

  private String plan() {
    List<String> lines =
        world.transactions.inTransaction(
            sql ->
                Query.list(
                    sql,
                    row -> row.getString(1),
                    "explain " + Listing.PARKED,
                    World.CONNECTION,
                    "user",
                    "user",
                    "REJECTED",
                    "REJECTED",
                    "the e-mail is taken",
                    "the e-mail is taken",
                    "",
                    "",
                    "%%",
                    "%%",
                    "",
                    "",
                    50));
    return String.join("\n", lines);
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
                    new Listing.Filter(World.CONNECTION, null, null, "no name", null, null),
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
          world.transactions.inTransaction(sql -> Listing.waiting(sql, World.CONNECTION, from, 50));
      page.forEach(each -> seen.add(each.delivery()));
      after = page.isEmpty() ? "" : page.get(page.size() - 1).delivery();
    } while (!page.isEmpty());
    List<Groups.Group> groups =
        world.transactions.inTransaction(sql -> Groups.waiting(sql, World.CONNECTION));

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
              select md5(? || g), ?, ? || g, ?, 'UPSERT', '1', g, 1, false, false, '{}', '{}',
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
