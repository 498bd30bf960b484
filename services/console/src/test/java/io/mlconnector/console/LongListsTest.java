package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mlconnector.canonical.CanonicalJson;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists with nothing in them, with one page, and with a hundred thousand. */
@QuarkusTest
@WithTestResource(
    value = ConsoleResource.class,
    initArgs = @ResourceArg(name = "people", value = "true"))
class LongListsTest {

  private static final String GROUP =
      "place=writing&connection=zendesk-prod&object=user&kind=REJECTED&reason=taken";

  /**
   * Every list, and the next step that it names while nothing is in it. A system that is silent is
   * among the connections, so those are not empty here.
   */
  private static final Map<String, String> EMPTY = new LinkedHashMap<>();

  static {
    EMPTY.put("/", "Take the shipped ones, or write one");
    EMPTY.put("/routes", "Take the shipped ones below, or write one");
    EMPTY.put("/journeys?q=nothing-of-it", "of a name, each word needs its beginning");
    EMPTY.put("/parked", "What a target refuses");
    EMPTY.put("/parked/items?" + GROUP, "To all that is parked");
    EMPTY.put("/waiting", "what a person has to look at is");
    EMPTY.put("/calls", "When each hook was last called is on its connection's page");
    EMPTY.put("/conflicts", "are decided here");
    EMPTY.put("/ambiguous", "stop here for a person");
    EMPTY.put("/mass-changes", "One stops here when");
    EMPTY.put("/gone", "a page of its own");
    EMPTY.put("/gone-in-target", "a page of its own");
    EMPTY.put("/gaps", "once its stream is polled");
    EMPTY.put("/gaps?state=ticked", "Nothing is ticked off");
    EMPTY.put("/gone?state=ticked", "Nothing is ticked off");
    EMPTY.put("/unreadable", "with its topic, partition and offset");
    EMPTY.put("/unreadable?state=ticked", "Nothing is ticked off");
    EMPTY.put("/tables", "fills one");
    EMPTY.put("/links", "or here by hand");
    EMPTY.put("/people?before=2000-01-01T00:00:00Z", "appears here");
  }

  @TestHTTPResource URI url;

  @ConfigProperty(name = "mlconnector.mapping.url")
  String services;

  private Fakes fakes;
  private Client client;

  @BeforeEach
  void signIn() throws Exception {
    fakes = new Fakes(services);
    client = new Client(url).signIn("ada");
  }

  @AfterEach
  void reset() throws Exception {
    fakes.reset();
  }

  @Test
  void everyListSaysWhatComesThereAndWhatToDoWhileItIsEmpty() throws Exception {
    fakes.answer(200, "GET /api/deliveries/parked", "[]");
    List<String> findings = new ArrayList<>();
    assertThat(client.get("/parked/items?" + GROUP).body()).contains("class=\"empty\"");
    fakes.answer(200, "GET", "[]");
    for (Map.Entry<String, String> each : EMPTY.entrySet()) {
      if (each.getKey().startsWith("/parked/items")) {
        continue;
      }
      HttpResponse<String> page = client.get(each.getKey());
      if (page.statusCode() != 200
          || !page.body().contains("class=\"empty\"")
          || !page.body().contains(each.getValue())) {
        findings.add(
            "%s: %d %s"
                .formatted(
                    each.getKey(),
                    page.statusCode(),
                    page.body().replaceAll("(?s).*<main[^>]*>|</main>.*", "")));
      }
    }
    assertThat(findings).isEmpty();
  }

  @Test
  void pagesGoOnBehindTheLastOneThoughThatOneIsRetriedMeanwhile() throws Exception {
    ArrayNode page = CanonicalJson.mapper().createArrayNode();
    for (int i = 0; i < 50; i++) {
      page.addObject()
          .put("delivery", "d" + i)
          .put("ref", "zendesk-prod|user|f|contact|" + i)
          .put("object", "user")
          .put("state", "parked")
          .put("kind", "REJECTED")
          .put("reason", "taken")
          .put("since", "2026-11-21T09:00:00.123456Z");
    }
    fakes.answer(200, "GET /api/deliveries/parked", page.toString());

    String body = client.get("/parked/items?" + GROUP).body();

    assertThat(body)
        .contains("Next page")
        .contains("after=d49~2026-11-21T09%3A00%3A00.123456Z".replace("~", "%7E"));
  }

  @Test
  void aHundredThousandAreRetriedOneBatchAfterTheOtherWithABarInTheNameOfWhoAsked()
      throws Exception {
    fakes.answer(
        200,
        "GET /api/deliveries/parked/groups",
        "[{\"object\":\"user\",\"kind\":\"REJECTED\",\"reason\":\"taken\",\"count\":100000,"
            + "\"since\":\"2026-11-21T09:00:00Z\"}]");
    fakes.answer(200, "POST /api/deliveries/retry", "{\"deliveries\":1000,\"dryRun\":false}");
    assertThat(client.get("/parked").body()).contains("<strong>100,000</strong>");
    int before = fakes.changes().size();

    client.post(
        "/parked/act",
        Map.of(
            "place", "writing",
            "connection", "zendesk-prod",
            "object", "user",
            "kind", "REJECTED",
            "reason", "taken",
            "act", "retry-all",
            "csrf", client.token("/connections")));

    assertThat(client.get("/parked").body())
        .contains("100,000, one batch after the other", "Retrying 100,000 at zendesk-prod: taken");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(work())
                    .anySatisfy(
                        bar -> {
                          assertThat(bar.path("what").asText()).contains("taken");
                          assertThat(bar.path("done").asLong()).isEqualTo(100_000);
                          assertThat(bar.path("author").asText()).isEqualTo("ada");
                          assertThat(bar.path("words").asText()).isEqualTo("Done");
                        }));
    List<String> changes = fakes.changes();
    List<String> asked =
        changes.subList(before, changes.size()).stream()
            .filter(each -> !each.startsWith("POST /api/erasures/"))
            .toList();
    assertThat(asked)
        .hasSize(100)
        .allMatch(each -> each.startsWith("POST /api/deliveries/retry?connection=zendesk-prod"))
        .allMatch(each -> each.endsWith("by ada"));
  }

  @Test
  void whatCouldNotBeReadOrMappedIsRetriedAndDismissedByItsReasonToo() throws Exception {
    fakes.answer(
        200, "POST /api/connections/zendesk-prod/streams/tickets/retry", "{\"records\":1}");
    fakes.answer(200, "POST /api/connections/zendesk-prod/parked-reads/dismiss", "{\"records\":1}");
    fakes.answer(200, "POST /api/records/parked/retry", "{\"records\":1,\"last\":\"r\"}");
    fakes.answer(200, "POST /api/records/parked/dismiss", "{\"records\":1,\"last\":\"r\"}");
    Map<String, String> reading =
        Map.of(
            "place", "reading",
            "connection", "zendesk-prod",
            "object", "tickets",
            "reason", "updated_at is no instant");
    Map<String, String> mapping =
        Map.of("place", "mapping", "connection", "customers", "reason", "no name");

    act(reading, "retry-all", "");
    act(reading, "dismiss-all", "no longer there");
    act(mapping, "retry-all", "");
    act(mapping, "dismiss-all", "they left");

    assertThat(fakes.changes())
        .contains(
            "POST /api/connections/zendesk-prod/streams/tickets/retry?reason=updated_at is no"
                + " instant by ada",
            "POST /api/connections/zendesk-prod/parked-reads/dismiss?stream=tickets"
                + "&reason=updated_at is no instant{\"reason\":\"no longer there\"} by ada",
            "POST /api/records/parked/retry{\"route\":\"customers\",\"reason\":\"no"
                + " name\",\"after\":\"\"} by ada",
            "POST /api/records/parked/dismiss{\"why\":\"they left\",\"route\":\"customers\","
                + "\"reason\":\"no name\",\"after\":\"\"} by ada");
  }

  @Test
  void whatAPersonDecidesComesAsCsvThatNoSpreadsheetComputes() throws Exception {
    fakes.answer(
        200,
        "GET /api/deliveries/parked",
        "[{\"delivery\":\"d1\",\"ref\":\"zendesk-prod|user|f|contact|1\",\"kind\":\"AMBIGUOUS\","
            + "\"reason\":\"=HYPERLINK(1)\",\"since\":\"2026-11-21T09:00:00Z\"}]");
    for (String list : List.of("ambiguous", "gone-in-target", "parked")) {
      String query = list.equals("parked") ? "?" + GROUP : "?connection=zendesk-prod";
      HttpResponse<String> csv = file("/api/" + list + "/export" + query);
      assertThat(csv.statusCode()).as(list).isEqualTo(200);
      assertThat(csv.headers().firstValue("Content-Disposition"))
          .hasValue("attachment; filename=\"%s.csv\"".formatted(list));
      assertThat(csv.body())
          .startsWith("place,connection,id,record,kind,reason,target key,since\n")
          .contains("\"'=HYPERLINK(1)\"");
    }
  }

  private void act(Map<String, String> which, String act, String why) throws Exception {
    Map<String, String> form = new LinkedHashMap<>(which);
    form.putAll(Map.of("act", act, "why", why, "csrf", client.token("/connections")));
    client.post("/parked/act", form);
  }

  private HttpResponse<String> file(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(url.resolve(path)).header("Accept", "*/*"));
  }

  private JsonNode work() throws Exception {
    return CanonicalJson.read(file("/api/work").body(), JsonNode.class).path("bars");
  }
}
