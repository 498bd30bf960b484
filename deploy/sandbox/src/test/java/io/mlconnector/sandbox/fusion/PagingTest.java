package io.mlconnector.sandbox.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.sandbox.TestHttp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagingTest {

  private static final String STABLE = "LastUpdateDate:asc,PartyNumber:asc";
  private static Sandbox sandbox;
  private static FusionClient client;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.forTests().company(600, 1200));
    client = new FusionClient(sandbox);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void aPageHas25RowsUnlessAskedOtherwise() throws IOException {
    var page = client.page(6, "accounts").json();

    assertThat(page.path("items")).hasSize(25);
    assertThat(page.path("count").asInt()).isEqualTo(25);
    assertThat(page.path("limit").asInt()).isEqualTo(25);
    assertThat(page.path("offset").asInt()).isZero();
    assertThat(page.path("hasMore").asBoolean()).isTrue();
    assertThat(page.has("totalResults")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"accounts,500", "contacts,499"})
  void moreThanTheCeilingIsCutDownInSilence(String resource, int ceiling) throws IOException {
    var page = client.page(6, resource, "limit", "1000", "orderBy", "PartyNumber").json();

    assertThat(page.path("items")).hasSize(ceiling);
    assertThat(page.path("limit").asInt()).isEqualTo(ceiling);
    assertThat(page.path("hasMore").asBoolean()).isTrue();
  }

  @Test
  void aWholeOrderGivesEveryRowOnce() throws IOException {
    assertThat(read("accounts", STABLE, 100))
        .containsExactlyInAnyOrderElementsOf(sandbox.fusion().accounts().keys());
    assertThat(read("accounts", "PartyNumber:asc", 100))
        .isEqualTo(sandbox.fusion().accounts().keys());
    assertThat(read("accounts", "Country:desc,PartyNumber:asc", 100))
        .containsExactlyInAnyOrderElementsOf(sandbox.fusion().accounts().keys());
  }

  @Test
  void theStableOrderIsByStampAndThenByKey() throws IOException {
    var items = FusionClient.items(client.page(6, "accounts", "orderBy", STABLE, "limit", "500"));
    List<String> order = new ArrayList<>();
    items.forEach(
        item ->
            order.add(
                item.path("LastUpdateDate").asText() + " " + item.path("PartyNumber").asText()));

    assertThat(order).isSorted();
  }

  @Test
  void withoutAnOrderPagesRepeatAndLoseRows() throws IOException {
    List<String> read = read("accounts", null, 100);

    assertThat(read).hasSize(600);
    assertThat(read.stream().distinct().count()).isLessThan(600);
    assertThat(FusionClient.keys(client.page(6, "accounts", "limit", "100")))
        .as("the same page asked twice is the same")
        .isEqualTo(FusionClient.keys(client.page(6, "accounts", "limit", "100")))
        .isNotEqualTo(sandbox.fusion().accounts().keys().subList(0, 100));
  }

  @Test
  void anOrderWithTiesLosesRowsAmongThem() throws IOException {
    assertThat(read("accounts", "Country:asc", 100).stream().distinct().count()).isLessThan(600);
  }

  @Test
  void manyRowsShareOneStamp() throws IOException {
    var items = FusionClient.items(client.page(6, "accounts", "orderBy", STABLE, "limit", "500"));
    List<String> stamps = new ArrayList<>();
    items.forEach(item -> stamps.add(item.path("LastUpdateDate").asText()));

    assertThat(stamps.stream().filter(stamp -> java.util.Collections.frequency(stamps, stamp) > 50))
        .isNotEmpty();
  }

  @Test
  void aRowThatChangesBetweenTwoPagesMovesAndItsNeighbourSlipsThrough() throws IOException {
    List<String> first = page(0);
    sandbox.fusion().accounts().touch(first.get(3));
    List<String> second = page(100);

    List<String> both = new ArrayList<>(first);
    both.addAll(second);
    List<String> unshifted = read("accounts", STABLE, 100);
    assertThat(unshifted.get(unshifted.size() - 1)).isEqualTo(first.get(3));
    assertThat(both).doesNotContain(unshifted.get(99));
  }

  @Test
  void totalResultsComeOnlyOnRequestAndAreWrongBesideAnOffset() throws IOException {
    var first = client.page(6, "accounts", "totalResults", "true", "limit", "10").json();
    var later =
        client.page(6, "accounts", "totalResults", "true", "limit", "10", "offset", "90").json();

    assertThat(first.path("totalResults").asInt()).isEqualTo(600);
    assertThat(later.path("totalResults").asInt()).isEqualTo(510);
  }

  @Test
  void beyondTheEndThereAreNoItemsAtAll() throws IOException {
    var page = client.page(6, "accounts", "offset", "600", "orderBy", STABLE).json();

    assertThat(page.has("items")).isFalse();
    assertThat(page.path("count").asInt()).isZero();
    assertThat(page.path("hasMore").asBoolean()).isFalse();
  }

  @Test
  void theLastPageSaysThatThereIsNoMore() throws IOException {
    var page = client.page(6, "accounts", "offset", "500", "limit", "100", "orderBy", STABLE);

    assertThat(page.json().path("count").asInt()).isEqualTo(100);
    assertThat(page.json().path("hasMore").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "$filter,x",
    "$top,5",
    "limit,0",
    "limit,-1",
    "limit,ten",
    "offset,-1",
    "offset,x",
    "orderBy,Nothing:asc",
    "orderBy,PartyNumber:up",
    "fields,Nothing",
    "onlyData,yes",
    "totalResults,1",
    "expand,Nothing",
    "finder,Other;X=1",
    "Limit,5",
    "sort,x"
  })
  void aWrongParameterIs400AndNamed(String name, String value) throws IOException {
    var answer = client.page(6, "accounts", name, value);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").asText()).contains(name);
  }

  @Test
  void aHundredThousandRowsPageWithoutLookingAtAllOfThem() {
    FusionTable table = FusionTableTest.table();
    java.time.Instant start = java.time.Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 100_000; i++) {
      table.insert(
          "K" + (100_000 + i), java.util.Map.of("OrganizationName", "N"), start.plusSeconds(i));
    }
    int[] looked = {0};
    Condition recent =
        new Condition(
            row -> {
              looked[0]++;
              return true;
            },
            start.plusSeconds(99_000),
            null);
    CollectionQuery query =
        new CollectionQuery(
            recent,
            new Ordering(
                List.of(
                    new Ordering.Term("LastUpdateDate", true),
                    new Ordering.Term("PartyNumber", true))),
            500,
            0,
            false,
            new ItemQuery(null, false, true, null));

    Page page = Page.of(table, query);

    assertThat(page.rows()).hasSize(500).first().extracting(FusionRow::key).isEqualTo("K199000");
    assertThat(page.hasMore()).isTrue();
    assertThat(looked[0]).isEqualTo(501);
  }

  private static List<String> page(int offset) throws IOException {
    return FusionClient.keys(
        client.page(
            6, "accounts", "orderBy", STABLE, "limit", "100", "offset", Integer.toString(offset)));
  }

  private static List<String> read(String resource, String order, int size) throws IOException {
    List<String> keys = new ArrayList<>();
    TestHttp.Answer page;
    do {
      List<String> parameters =
          new ArrayList<>(
              List.of("limit", Integer.toString(size), "offset", Integer.toString(keys.size())));
      if (order != null) {
        parameters.addAll(List.of("orderBy", order));
      }
      page = client.page(6, resource, parameters.toArray(String[]::new));
      keys.addAll(FusionClient.keys(page));
    } while (page.json().path("hasMore").asBoolean());
    return keys;
  }
}
