package io.mlconnector.platform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.delivery.TableRows;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.canonical.delivery.TableSpec.Role;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.delivery.Accepting;
import io.mlconnector.platform.delivery.TableTroubles;
import io.mlconnector.platform.owner.OwnedConnections;
import io.mlconnector.platform.testsystem.ApiClient;
import io.mlconnector.platform.testsystem.ApiClient.Answer;
import io.mlconnector.platform.testsystem.PlatformBackbone;
import io.mlconnector.platform.testsystem.TestTables;
import io.mlconnector.spi.Webhook.TableNotice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables as people see them and decide on them, by REST. */
@QuarkusTest
@QuarkusTestResource(PlatformBackbone.class)
class TablesResourceTest {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final List<Column> COLUMNS =
      List.of(
          new Column("id", "Id", Type.TEXT, 0, Role.DIMENSION, true),
          new Column("currency", "Currency", Type.TEXT, 0, Role.DIMENSION, false),
          new Column("amount", "Amount", Type.DECIMAL, 2, Role.MEASURE, false));

  @TestHTTPResource("/")
  URI base;

  @Inject OwnedConnections owned;
  @Inject Accepting accepting;
  @Inject TableTroubles troubles;
  @Inject Transactions transactions;

  private ApiClient api;
  private String id;
  private String path;
  private long number;

  @BeforeEach
  void own() {
    api = new ApiClient(base);
    id = "tables-" + NUMBER.incrementAndGet();
    path = "/api/connections/" + id + "/tables";
    String document =
        """
        {"id": "%s", "system": "test-system", "baseUrl": "https://acme.test-system.com",
         "auth": {"mode": "basic", "user": "robot", "password": "hunter2"},
         "streams": {"customers": {"enabled": false}}}\
        """
            .formatted(id);
    assertThat(api.post("/api/connections", document).status()).isEqualTo(201);
    await().atMost(Duration.ofSeconds(20)).until(() -> owned.find(id).isPresent());
  }

  @AfterEach
  void delete() {
    api.send("DELETE", "/api/connections/" + id, null, null);
  }

  private void send(Duration gather, String key, String... values) {
    TableSpec spec =
        new TableSpec(
            "Lines", null, null, COLUMNS, List.of("currency"), gather, 0, null, false, false);
    List<JsonNode> row = new ArrayList<>();
    Arrays.stream(values).map(TextNode::valueOf).forEach(row::add);
    Delivery delivery =
        new Delivery(
            UUID.randomUUID().toString(),
            new Ref(id, "report:lines", new RecordKey("erp", "invoice", key)),
            Delivery.Mode.TABLE,
            "lines",
            1,
            Journey.begin(),
            new Sequence(1, ++number),
            1,
            List.of(),
            List.of(),
            Map.of(),
            null,
            Instant.now(),
            null,
            false,
            new TableRows(spec, List.of(row)));
    accepting.handle(
        List.of(new ConsumerRecord<>("t", 0, number, key, CanonicalJson.bytes(delivery))));
  }

  private String text(String address) {
    try (InputStream in = base.resolve(address).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer published() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> api.get(path + "/lines").json().path("lastPublish").isObject());
    return api.get(path + "/lines");
  }

  @Test
  void aTableShowsItsRowsItsLastPublishAndItsTotals() {
    send(Duration.ofMillis(100), "1", "1-1", "EUR", "-0.30");
    Answer table = published();

    assertThat(table.at("/rows")).isEqualTo("1");
    assertThat(table.at("/key")).isEqualTo(id + "/Lines");
    assertThat(table.at("/lastPublish/mode")).isEqualTo("OVERWRITE");
    assertThat(api.get(path).at("/0/table")).isEqualTo("lines");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> api.get(path + "/lines/totals").json().at("/0/differs").isBoolean());
    Answer totals = api.get(path + "/lines/totals");
    assertThat(totals.at("/0/differs")).isEqualTo("false");
    assertThat(totals.at("/0/groups/0/sums/amount/target")).isEqualTo("-0.3");
    assertThat(text(path + "/lines/totals.csv"))
        .startsWith("publish,at,scope,currency,measure,store,target,difference")
        .contains(",group,EUR,amount,-0.3,-0.3,0");
  }

  @Test
  void whatGathersIsShownAndPublishedWhenAsked() {
    send(Duration.ofHours(1), "1", "1-1", "EUR", "1");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> api.get(path + "/lines").at("/gathering").equals("1"));
    assertThat(api.get("/api/deliveries/waiting?connection=" + id).at("/deliveries/0/state"))
        .isEqualTo("gathering");
    assertThat(api.get("/api/deliveries/counts?connection=" + id).at("/gathering")).isEqualTo("1");

    assertThat(api.post(path + "/lines/publish").status()).isEqualTo(200);

    assertThat(published().at("/pending")).isEqualTo("0");
  }

  @Test
  void aTableOfSomebodyElseHasAPlanAndIsAdoptedOrRefused() {
    TestTables.REPORTS.put(
        id + "/Lines",
        new TestTables.Report(
            List.of(new Column("company", "Company", Type.TEXT, 0, Role.DIMENSION, false)),
            List.of(List.of(TextNode.valueOf("US1")))));
    send(Duration.ofMillis(100), "1", "1-1", "EUR", "1");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> api.get(path + "/lines").json().hasNonNull("adoptable"));

    Answer plan = api.get(path + "/lines/plan");
    assertThat(plan.json().path("fits").asBoolean(true)).isFalse();
    assertThat(plan.at("/rowsThere")).isEqualTo("1");
    Answer refused = api.post(path + "/lines/adopt");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.at("/detail")).contains("company: would be lost");
    assertThat(api.get("/api/connections/" + id).at("/state/attention")).contains("exists already");

    TestTables.REPORTS.put(id + "/Lines", new TestTables.Report(COLUMNS, List.of()));
    assertThat(api.post(path + "/lines/adopt").status()).isEqualTo(200);
    assertThat(published().at("/rows")).isEqualTo("1");
  }

  @Test
  void troubleThatTheVendorConfirmsCallsForAPersonAndUnknownKeysAreIgnored() {
    send(Duration.ofMillis(100), "1", "1-1", "EUR", "1");
    published();

    troubles.heard(owned.require(id), new TableNotice("report", "nobody's", "Failed"));
    assertThat(api.get(path + "/lines").json().hasNonNull("trouble")).isFalse();

    troubles.heard(owned.require(id), new TableNotice("report", id + "/Lines", "Failed"));
    assertThat(api.get(path + "/lines").at("/trouble")).isEqualTo("The report failed: Failed");
    assertThat(api.get("/api/connections/" + id).at("/state/attention")).contains("report failed");
  }

  @Test
  void anUnknownTableIsUnknownAndATableHasNoFixedFields() {
    assertThat(api.get(path + "/nothing").status()).isEqualTo(404);
    assertThat(api.post(path + "/nothing/rebuild").status()).isEqualTo(404);
    Answer schema = api.get("/api/connections/" + id + "/objects/report:lines");
    assertThat(schema.at("/mode")).isEqualTo("TABLE");
    assertThat(text("/api/system")).contains("\"TABLE\"");
  }

  @Test
  void aDeletedConnectionTakesItsTablesWithIt() {
    send(Duration.ofMillis(100), "1", "1-1", "EUR", "1");
    published();
    api.send("DELETE", "/api/connections/" + id, null, null);

    long left =
        transactions.inTransaction(
            sql ->
                Query.number(
                    sql,
                    "select (select count(*) from table_object where connection = ?)"
                        + " + (select count(*) from table_row where ref like ? || '|%')",
                    id,
                    id));
    assertThat(left).isZero();
  }
}
