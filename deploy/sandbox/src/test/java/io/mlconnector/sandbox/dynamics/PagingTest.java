package io.mlconnector.sandbox.dynamics;

import static io.mlconnector.sandbox.dynamics.DynamicsClient.rows;
import static io.mlconnector.sandbox.dynamics.DynamicsClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.sandbox.Company;
import io.mlconnector.sandbox.TestHttp.Answer;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pages, totals and their order: vendor sheet 1.2 and defect 2. */
class PagingTest {

  private final DynamicsClient client = new DynamicsClient();
  private final int all = rows(client.get("CustomersV3", "cross-company", "true")).size();

  @AfterEach
  void stop() {
    client.close();
  }

  private List<String> follow(String... options) {
    List<String> found = new ArrayList<>();
    Answer page = client.get("CustomersV3", options);
    while (true) {
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      assertThat(rows(page)).hasSizeLessThanOrEqualTo(7);
      found.addAll(texts(page, "CustomerAccount"));
      String next = page.json().path("@odata.nextLink").asText("");
      if (next.isEmpty()) {
        return found;
      }
      assertThat(next).startsWith(client.uri() + "/data/CustomersV3?");
      page = client.send("GET", next.substring(client.uri().toString().length()), null);
    }
  }

  @Test
  void nextLinksLeadThroughAllRowsAndKeepTheQuery() {
    client.set("{'pageMaximum':7}");

    List<String> found =
        follow(
            "cross-company",
            "true",
            "$select",
            "CustomerAccount",
            "$filter",
            "CustomerAccount ne 'US-001'",
            "$orderby",
            "CustomerAccount desc");

    assertThat(found).hasSize(all - 2).doesNotContain("US-001");
    assertThat(found).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER.reversed());
  }

  @Test
  void anOpaqueTokenLeadsThroughAllRowsToo() {
    client.set("{'pageMaximum':7,'nextLinks':'SKIPTOKEN'}");

    String next =
        client.get("CustomersV3", "cross-company", "true").json().path("@odata.nextLink").asText();

    assertThat(next).contains("$skiptoken=").doesNotContain("$skip=");
    assertThat(follow("cross-company", "true")).hasSize(all);
    assertThat(client.get("CustomersV3", "$skiptoken", "made-up").status()).isEqualTo(400);
  }

  @Test
  void aFullPageMayComeWithoutALinkAndALinkWithAnotherHost() {
    client.set("{'pageMaximum':7,'nextLinks':'NONE'}");
    assertThat(follow("cross-company", "true")).hasSize(7);

    client.set("{'nextLinks':'SKIP','nextLinkHost':'https://elsewhere.example'}");
    assertThat(client.get("CustomersV3").json().path("@odata.nextLink").asText())
        .startsWith("https://elsewhere.example/data/CustomersV3?");
  }

  @Test
  void anAnswerToTopHasNoLinkAndThePageMaximumHoldsStill() {
    client.set("{'pageMaximum':7}");
    Answer page = client.get("CustomersV3", "cross-company", "true", "$top", "20");
    assertThat(rows(page)).hasSize(7);
    assertThat(page.json().has("@odata.nextLink")).isFalse();

    client.set("{'nextLinkWithTop':true}");
    assertThat(follow("cross-company", "true", "$top", "20")).hasSize(20);
    assertThat(follow("cross-company", "true", "$top", "5")).hasSize(5);
  }

  @Test
  void thePageMaximumIsTenThousand() {
    assertThat(client.control("PATCH", "/settings", "{'pageMaximum':10001}").status())
        .isEqualTo(400);
    assertThat(client.sandbox.dynamics().settings().pageMaximum()).isEqualTo(10_000);
  }

  @Test
  void theCountIsOfAllThatMatches() {
    Answer page = client.get("CustomersV3", "cross-company", "true", "$count", "true", "$top", "2");

    assertThat(page.json().path("@odata.count").asInt()).isEqualTo(all);
    assertThat(rows(page)).hasSize(2);
    assertThat(client.get("CustomersV3", "$top", "1").json().has("@odata.count")).isFalse();
    assertThat(client.get("CustomersV3", "$count", "yes").status()).isEqualTo(400);
    assertThat(client.get("CustomersV3", "$top", "-1").status()).isEqualTo(400);
    assertThat(client.get("CustomersV3", "$expand", "Anything").status()).isEqualTo(400);
  }

  @Test
  void aDeletionBetweenTwoPagesLetsARowSlipThrough() {
    client.set("{'pageMaximum':7}");
    Answer first = client.get("CustomersV3", "$orderby", "CustomerAccount");
    String next = first.json().path("@odata.nextLink").asText();
    client.sandbox.dynamics().edits().delete("CustomersV3", "usmf", "US-001");

    Answer second = client.send("GET", next.substring(client.uri().toString().length()), null);

    assertThat(texts(first, "CustomerAccount")).contains("US-007").doesNotContain("US-008");
    assertThat(texts(second, "CustomerAccount")).contains("US-009").doesNotContain("US-008");
  }

  @Test
  void skipLeavesOutTheFirst() {
    List<String> whole = texts(client.get("CustomersV3"), "CustomerAccount");

    assertThat(texts(client.get("CustomersV3", "$skip", "3"), "CustomerAccount"))
        .isEqualTo(whole.subList(3, whole.size()));
    assertThat(rows(client.get("CustomersV3", "$skip", "999"))).isEmpty();
  }

  @Test
  void twentyThousandCustomersAreReadByKeysInPages() {
    Store store = new Store(client.sandbox.clock(), 1);
    new DynamicsSeed(Company.generate(1, 20_000, 1_000), store).fill();
    ODataService service = new ODataService(store, null, DynamicsSettings::standard);
    Set<String> read = new HashSet<>();
    int total = 0;
    for (String company : DynamicsSeed.COMPANIES) {
      String last = "";
      List<String> page;
      do {
        String query =
            "cross-company=true&$select=CustomerAccount&$orderby=CustomerAccount&$top=2000&$filter="
                + DynamicsClient.encoded(
                    "dataAreaId eq '%s' and CustomerAccount gt '%s'"
                        .formatted(company, last.replace("'", "''")));
        page = accounts(service, query);
        total += page.size();
        page.forEach(account -> read.add(company + account));
        last = page.isEmpty() ? "" : page.get(page.size() - 1);
      } while (page.size() == 2_000);
    }
    assertThat(total).isEqualTo(22_000);
    assertThat(read).hasSize(22_000);
  }

  private static List<String> accounts(ODataService service, String query) {
    MultiMap none = MultiMap.caseInsensitiveMultiMap();
    Operation call = new Operation("GET", "http://here/data", "CustomersV3", query, none, null);
    List<String> found = new ArrayList<>();
    new JsonObject(service.reply(call).body())
        .getJsonArray("value")
        .forEach(row -> found.add(((JsonObject) row).getString("CustomerAccount")));
    return found;
  }
}
