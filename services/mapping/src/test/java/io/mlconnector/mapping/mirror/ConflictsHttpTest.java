package io.mlconnector.mapping.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.Records;
import io.mlconnector.mapping.event.Events;
import io.mlconnector.mapping.outcome.Outcomes;
import io.mlconnector.mapping.route.Routes;
import io.mlconnector.mapping.service.MappingResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conflicts as a person meets them: over HTTP, in the whole service. */
@QuarkusTest
@QuarkusTestResource(MappingResource.class)
class ConflictsHttpTest {

  private static final Instant SEEN = Instant.parse("2026-03-01T10:00:00Z");
  private static final AtomicInteger KEYS = new AtomicInteger();

  @TestHTTPResource URI url;
  @Inject Transactions transactions;
  @Inject Routes routes;
  @Inject Events events;
  @Inject Outcomes outcomes;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Twin erp = new Twin("erp");
  private final Twin crm = new Twin("crm");
  private final String key = "h" + KEYS.incrementAndGet();
  private long id;

  @BeforeEach
  void bothChanged() {
    id = new Disputed(transactions, routes, events).between("erp", "crm", key);
  }

  @Test
  void bothValuesAreShownWithWhoChangedThemAndWhen() throws Exception {
    JsonNode listed = null;
    for (JsonNode each : json(send("GET", "/api/conflicts?route=erp-to-crm&limit=1000", null))) {
      listed = each.path("id").asLong() == id ? each : listed;
    }

    assertThat(listed).isEqualTo(json(send("GET", "/api/conflicts/" + id, null)));
    JsonNode field = listed.path("fields").path(0);
    assertThat(field.path("field").asText()).isEqualTo("name");
    assertThat(field.path("policy").asText()).isEqualTo("newest");
    assertThat(field.path("sides").path(0).toString())
        .contains("erp", key, "Acme of the bookkeepers", "\"agreed\":\"Acme\"", "10:01:00");
    assertThat(field.path("sides").path(1).toString())
        .contains("crm", key, "Acme of the sales people", "\"agreed\":\"Acme\"", "10:02:00");
  }

  @Test
  void allAreExportedAsLinesWithWhatBothSidesShow() throws Exception {
    String csv = send("GET", "/api/conflicts/export", null).body();

    assertThat(csv).startsWith("id,routes,field,policy,since,leftConnection");
    assertThat(csv)
        .containsPattern(
            "(?m)^%d,\"erp-to-crm; [^,]+,name,newest,[^,]+,erp,%s,\"Acme of the bookkeepers\",Acme,"
                    .formatted(id, key)
                + "2026-03-01T10:01:00Z,crm,%s,\"Acme of the sales people\",Acme,".formatted(key));
  }

  @Test
  void aSideIsTakenAndNobodyDecidesItTwice() throws Exception {
    ended(TwoSides.left(key), "Acme of the sales people");
    HttpResponse<String> decided = decide("{\"name\": {\"side\": \"crm\"}}");
    assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
    assertThat(json(decided).path("decided").toString()).isEqualTo("[\"name\"]");
    HttpResponse<String> twice = decide("{\"name\": {\"side\": \"erp\"}}");
    assertThat(twice.statusCode()).isEqualTo(409);
    assertThat(twice.body()).contains("name is decided already", "look again");

    ended(TwoSides.right(key), "Acme of the sales people");

    assertThat(json(send("GET", "/api/conflicts/" + id, null)).path("fields")).isEmpty();
    HttpResponse<String> late = decide("{\"name\": {\"side\": \"erp\"}}");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("any more", "there is nothing to do");
  }

  @Test
  void aValueOfAPersonsOwnGoesToBothSides() throws Exception {
    ended(TwoSides.left(key), "Acme of the sales people");
    assertThat(decide("{\"name\": {\"value\": \"Acme\"}}").statusCode()).isEqualTo(200);

    ended(TwoSides.left(key), "Acme");
    ended(TwoSides.right(key), "Acme");

    JsonNode after = json(send("GET", "/api/conflicts/" + id, null));
    assertThat(after.path("fields")).isEmpty();
    assertThat(after.path("decided")).isEmpty();
  }

  /** Although it is held back as long as a delivery to its side is under way. */
  @Test
  void whatChangedSinceIsNotDecidedUnseen() throws Exception {
    String version = json(send("GET", "/api/conflicts/" + id, null)).path("version").asText();
    events.handle(
        List.of(Disputed.read(crm, key, "Acme of somebody else", 4, SEEN.plusSeconds(180))));

    HttpResponse<String> stale = decide(version, "{\"name\": {\"side\": \"erp\"}}");

    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(stale.body())
        .contains("changed since you looked", "GET /api/conflicts/" + id, "version");
    assertThat(send("GET", "/api/conflicts/" + id, null).body()).contains("Acme of somebody else");
    assertThat(decide("{\"name\": {\"side\": \"erp\"}}").statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsReadBehindADecisionAndBeforeItsDeliveryIsAskedAnew() throws Exception {
    assertThat(decide("{\"name\": {\"side\": \"erp\"}}").statusCode()).isEqualTo(200);
    events.handle(
        List.of(Disputed.read(crm, key, "Acme of somebody else", 4, SEEN.plusSeconds(180))));

    ended(TwoSides.left(key), "Acme of somebody else");

    JsonNode after = json(send("GET", "/api/conflicts/" + id, null));
    assertThat(after.path("decided")).isEmpty();
    assertThat(after.path("fields").toString()).contains("Acme of somebody else");
    assertThat(open()).as("nothing is written over").isNull();
  }

  @Test
  void wrongWordsAreToldWhatToDo() throws Exception {
    says(send("GET", "/api/conflicts?limit=0", null), 400, "from 1 to 1000");
    says(send("GET", "/api/conflicts?route=none", null), 404, "none");
    says(send("GET", "/api/conflicts/987654", null), 404, "no pair of records with id 987654");
    String post = "/api/conflicts/987654/resolve";
    String body = "{\"version\": \"x\", \"fields\": {\"name\": {\"side\": \"erp\"}}}";
    says(send("POST", post, body), 404, "no pair of records with id 987654");
    says(send("POST", "/api/conflicts/" + id + "/resolve", "{}"), 400, "fields is missing");
    says(
        send("POST", "/api/conflicts/" + id + "/resolve", body.replace("\"version\"", "\"of\"")),
        400,
        "");
    says(decide("{\"phone\": {\"side\": \"erp\"}}"), 422, "is not disputed; disputed are name");
    says(decide("{\"name\": {\"side\": \"x\"}}"), 422, "must be erp or crm");
    says(decide("{\"name\": {}}"), 422, "needs either side, a connection, or value");
    says(
        decide("{\"name\": {\"side\": \"erp\", \"value\": \"1\"}}"),
        422,
        "needs either side, a connection, or value");
  }

  private static void says(HttpResponse<String> answer, int status, String words) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(words);
  }

  private HttpResponse<String> decide(String fields) throws Exception {
    JsonNode now = json(send("GET", "/api/conflicts/" + id, null));
    return decide(now.path("version").asText(), fields);
  }

  private HttpResponse<String> decide(String version, String fields) throws Exception {
    String body = "{\"version\": \"%s\", \"fields\": %s}".formatted(version, fields);
    return send("POST", "/api/conflicts/" + id + "/resolve", body);
  }

  /** The delivery that is under way arrived. */
  private void ended(Ref ref, String name) {
    String delivery = open().delivery();
    Outcome outcome =
        new Outcome(
            delivery,
            1,
            ref,
            ref.connection().equals("crm") ? "erp-to-crm" : "crm-to-erp",
            null,
            Result.UPDATED,
            key,
            Map.of("Name", TextNode.valueOf(name)),
            new Sequence(1, 10 + KEYS.incrementAndGet()),
            null,
            SEEN);
    outcomes.handle(
        List.of(
            Records.message("outcomes", ref.toString(), Map.of(), CanonicalJson.bytes(outcome))));
  }

  private Open open() {
    return transactions.inTransaction(
        sql -> PairTable.find(sql, id, false).orElseThrow().pair.open);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return CanonicalJson.read(answer.body(), JsonNode.class);
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(url.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
