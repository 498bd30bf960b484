package io.mlconnector.platform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.owner.OwnedConnections;
import io.mlconnector.platform.testsystem.ApiClient;
import io.mlconnector.platform.testsystem.ApiClient.Answer;
import io.mlconnector.platform.testsystem.PlatformBackbone;
import io.mlconnector.platform.testsystem.TestVendor;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.VendorFailure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformBackbone.class)
class OwnedResourcesTest {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TestHTTPResource("/")
  URI base;

  @Inject OwnedConnections owned;
  @Inject Transactions transactions;

  @ConfigProperty(name = PlatformBackbone.SECRETS)
  String secrets;

  private ApiClient api;
  private String id;
  private String path;

  @BeforeEach
  void own() {
    api = new ApiClient(base);
    id = "owned-" + NUMBER.incrementAndGet();
    path = "/api/connections/" + id;
    assertThat(api.post("/api/connections", json("hunter2", true)).status()).isEqualTo(201);
    await().atMost(Duration.ofSeconds(20)).until(() -> owned.find(id).isPresent());
  }

  @AfterEach
  void delete() {
    api.send("DELETE", path, null, null);
  }

  @Test
  void aPingTellsWhoWeAreAndIsRemembered() {
    Answer ping = api.post(path + "/ping");

    assertThat(ping.status()).isEqualTo(200);
    assertThat(ping.json().path("ok").asBoolean()).isTrue();
    assertThat(ping.at("/identity")).isEqualTo("robot");
    assertThat(ping.json().get("latencyMillis").isNumber()).isTrue();
    assertThat(api.get(path).at("/state/ping/identity")).isEqualTo("robot");
  }

  @Test
  void aFailedPingIsAFindingWithItsLikelyCause() {
    TestVendor.of(id).fail(VendorFailure.unauthorized(401, "bad password"));

    Answer ping = api.post(path + "/ping");

    assertThat(ping.status()).isEqualTo(200);
    assertThat(ping.json().path("ok").asBoolean()).isFalse();
    assertThat(ping.at("/kind")).isEqualTo("unauthorized");
    assertThat(ping.at("/cause")).contains("credentials").contains("bad password");
    assertThat(api.get(path).json().at("/state/ping/ok").asBoolean(true)).isFalse();
  }

  @Test
  void newCredentialsReplaceTheOldOnesOnceAPingWithThemWentWell() {
    Answer rotated = api.post(path + "/credentials", "{\"password\": \"hunter3\"}");

    assertThat(rotated.status()).as(rotated.json().toString()).isEqualTo(200);
    assertThat(rotated.at("/ping/identity")).isEqualTo("robot");
    assertThat(api.get(path).at("/version")).isEqualTo("2");
    assertThat(passwordOfNextPing()).isEqualTo("hunter3");
    assertThat(rotated.json().toString()).doesNotContain("hunter3");
  }

  @Test
  void theOldCredentialsStayWhereThePingWithNewOnesFails() {
    TestVendor.of(id).fail(VendorFailure.unauthorized(401, "bad password"));

    Answer refused = api.post(path + "/credentials", "{\"password\": \"hunter3\"}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.at("/detail"))
        .startsWith("Nothing was changed, the old credentials stay")
        .contains("bad password");
    assertThat(refused.at("/errors/0/field")).isEqualTo("auth.password");
    assertThat(TestVendor.of(id).password.get().reveal()).isEqualTo("hunter3");
    TestVendor.of(id).fail(null);
    assertThat(api.get(path).at("/version")).isEqualTo("1");
    assertThat(passwordOfNextPing()).isEqualTo("hunter2");
  }

  @Test
  void credentialsOfAPausedConnectionAreStoredAndThatTheyWereNotTriedIsSaid() {
    api.send("PATCH", path, "application/merge-patch+json", "{\"enabled\": false}");

    Answer stored = api.post(path + "/credentials", "{\"password\": \"hunter3\"}");

    assertThat(stored.status()).isEqualTo(200);
    assertThat(stored.at("/note")).contains("not tried").contains("paused");
    assertThat(stored.json().path("ping").isObject()).isFalse();
  }

  @Test
  void onlyFieldsBelowAuthAreRotated() {
    assertThat(api.post(path + "/credentials", "{\"mode\": \"basic\"}").status()).isEqualTo(400);
    assertThat(api.post(path + "/credentials", "{}").status()).isEqualTo(400);
    Answer unknown = api.post(path + "/credentials", "{\"pasword\": \"hunter3\"}");
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.at("/errors/0/problem")).contains("did you mean password");
  }

  private String passwordOfNextPing() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> api.post(path + "/ping").json().path("ok").asBoolean());
    return TestVendor.of(id).password.get().reveal();
  }

  @Test
  void deletingLeavesNeitherCursorsNorDeliveriesAndKeepsLinks() throws Exception {
    transactions.run(
        sql -> {
          Query.update(
              sql,
              "insert into source_record (connection, entity, key, stream, source_key, hash, fence,"
                  + " number) values (?, 'customer', 'a', 'customers', 'a', '', 1, 1)",
              id);
          Query.update(
              sql,
              "insert into parked (delivery, connection, tries, risky, approved, parents, body,"
                  + " accepted, kind, reason) values (?, ?, 1, false, false, '{}', '{}', now(),"
                  + " 'REJECTED', 'x')",
              "parked-" + id,
              id);
          Query.update(
              sql,
              "insert into link (ref, connection, object, target_key, shared, sequence, ord,"
                  + " delivery, written) values (?, ?, 'organization', '7', false, '1', 1, 'd',"
                  + " '{}')",
              id + "|organization|erp|customer|a",
              id);
        });

    JsonNode goes = api.get(path + "/deletion").json();
    api.send("DELETE", path, null, null);

    assertThat(goes.path("goes").findValuesAsText("what"))
        .contains("parked deliveries", "records whose last published state is known");
    assertThat(goes.path("kept").findValuesAsText("count")).containsExactly("1");
    assertThat(rows("source_record") + rows("parked")).isZero();
    assertThat(rows("link")).isEqualTo(1);
  }

  private long rows(String table) {
    return transactions.inTransaction(
        sql ->
            Query.number(sql, "select count(*) from %s where connection = ?".formatted(table), id));
  }

  @Test
  void theOwnerIsShown() {
    assertThat(api.get(path).at("/owner/address")).startsWith("http://");
  }

  @Test
  void anObjectShowsItsLiveSchema() {
    Answer schema = api.get(path + "/objects/organization");

    assertThat(schema.at("/mode")).isEqualTo("UPSERT");
    assertThat(schema.at("/matchKeys/0")).isEqualTo("external_id");
    assertThat(schema.at("/fields/0/path")).isEqualTo("external_id");
    assertThat(schema.at("/fields/0/type")).isEqualTo("TEXT");
  }

  @Test
  void anUnknownObjectIsToldWithThoseThatThereAre() {
    Answer wrong = api.get(path + "/objects/organisation");

    assertThat(wrong.status()).isEqualTo(404);
    assertThat(wrong.at("/detail"))
        .isEqualTo("test-system has no object organisation; it has organization, report:…");
  }

  @Test
  void aVendorThatIsDownIsNotOurFault() {
    TestVendor.of(id).fail(VendorFailure.throttled(429, Duration.ofSeconds(17), "slow down"));

    Answer schema = api.get(path + "/objects/organization");

    assertThat(schema.status()).isEqualTo(503);
    assertThat(schema.header("Retry-After")).isEqualTo("17");
  }

  @Test
  void recordsAreReadInOrderAndInTheSinksBatches() {
    TestVendor.of(id).organizations.put("org-b", Map.of("name", TextNode.valueOf("B")));
    String ref = "%s|organization|erp|customer|".formatted(id);

    Answer read =
        api.post(
            path + "/objects/organization/read",
            """
            [{"ref": "%1$sa", "fields": {"external_id": "a"}},
             {"ref": {"connection": "%2$s", "object": "organization",
                      "source": {"connection": "erp", "entity": "customer", "key": "b"}},
              "fields": {"external_id": "b"}},
             {"ref": "%1$sc", "key": "org-c", "fields": {}}]\
            """
                .formatted(ref, id));

    assertThat(read.status()).isEqualTo(200);
    assertThat(read.json().findValuesAsText("found")).containsExactly("absent", "present", "gone");
    assertThat(read.at("/1/key")).isEqualTo("org-b");
    assertThat(read.at("/1/current/name")).isEqualTo("B");
    assertThat(TestVendor.of(id).writes).hasValue(0);
  }

  @Test
  void aRefThatCannotBeReadIsNamed() {
    Answer wrong =
        api.post(path + "/objects/organization/read", "[{\"ref\": \"x\", \"fields\": {}}]");

    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.at("/errors/0/field")).isEqualTo("[0].ref");
  }

  @Test
  void aBodyThatIsNoJsonIsToldByPlace() {
    Answer wrong = api.post(path + "/objects/organization/read", "[{]");

    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.at("/detail")).startsWith("line 1, column");
  }

  @Test
  void missingFieldsAreReportedAndNotMadeUnlessAsked() {
    Answer report =
        api.post(
            path + "/objects/organization/provision",
            """
            {"fields": [{"path": "credit_limit", "type": "DECIMAL", "writable": true},
                        {"path": "name", "type": "TEXT", "writable": true}]}\
            """);

    assertThat(report.json().get("dryRun").asBoolean()).isTrue();
    assertThat(report.json().get("fields").findValuesAsText("path"))
        .containsExactly("credit_limit");
  }

  @Test
  void streamsAreShown() {
    assertThat(api.get(path + "/streams").at("/streams/0/stream")).isEqualTo("customers");
  }

  @Test
  void anUnknownStreamIsToldWithThoseThatThereAre() {
    assertThat(api.post(path + "/streams/customer/poll").at("/detail"))
        .isEqualTo("test-system has no stream customer; it has customers");
  }

  @Test
  void recordsAreReadAgainByTheirKeysAndAWrongWishIsTold() {
    String reread = path + "/records/customer/reread";

    assertThat(api.post(reread, "{\"keys\": [\"1\", \"2\"]}").status()).isEqualTo(200);
    assertThat(api.post(reread, "{\"keys\": []}").at("/errors/0/problem"))
        .startsWith("must name 1 to ");
    assertThat(api.post(reread, "nothing").at("/detail")).contains("{\"keys\": [...]}");
    assertThat(api.post(path + "/records/invoice/reread", "{\"keys\": [\"1\"]}").at("/detail"))
        .isEqualTo("No stream of test-system gives records of entity invoice");
  }

  @Test
  void aBackfillWindowThatIsNoneIsRefused() {
    Answer wrong = api.post(path + "/streams/customers/backfill?from=2026-02-01&to=2026-01-01");
    assertThat(wrong.at("/errors/0/problem")).isEqualTo("must be before to");

    assertThat(api.post(path + "/streams/customers/backfill?from=lately").at("/errors/0/field"))
        .isEqualTo("from");
  }

  @Test
  void aChangedPasswordReachesTheRunningConnection() {
    api.send("PATCH", path, "application/json", "{\"auth\": {\"password\": \"hunter3\"}}");

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(api.post(path + "/ping").json().path("ok").asBoolean(false)).isTrue());
    assertThat(api.get(path).at("/version")).isEqualTo("2");
  }

  @Test
  void aConnectionThatIsSwitchedOffSaysSo() {
    api.send("PATCH", path, "application/json", "{\"enabled\": false}");

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              Answer ping = api.post(path + "/ping");
              assertThat(ping.status()).isEqualTo(409);
              assertThat(ping.at("/detail")).contains("is switched off");
            });
  }

  @Test
  void aSecretFileThatWentAwayCallsForAttentionAndItsReturnEndsThat() throws Exception {
    Path file = Files.writeString(Path.of(secrets).resolve(id), "hunter2");
    api.send("PUT", path, "application/json", json("${file:" + file + "}", true));
    await().atMost(Duration.ofSeconds(20)).until(() -> owned.find(id).isPresent());

    Files.delete(file);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(api.get(path).at("/state/attention"))
                    .contains("auth.password: file " + file + " does not exist"));
    Answer ping = api.post(path + "/ping");
    assertThat(ping.status()).isEqualTo(200);
    assertThat(ping.json().path("ok").asBoolean()).isFalse();
    assertThat(ping.at("/cause")).contains("does not exist");

    Files.writeString(file, "hunter3");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(api.get(path).json().at("/state/attention").isMissingNode()).isTrue();
              assertThat(pinged()).isEqualTo(new Secret("hunter3"));
            });
  }

  @Test
  void anUnknownConnectionIsUnknownEverywhere() {
    for (String rest : new String[] {"/ping", "/streams/customers/poll", "/consent"}) {
      assertThat(api.post("/api/connections/nobody" + rest).status()).isEqualTo(404);
    }
  }

  private Secret pinged() {
    assertThat(api.post(path + "/ping").status()).isEqualTo(200);
    return TestVendor.of(id).password.get();
  }

  private String json(String password, boolean enabled) {
    return """
    {"id": "%s", "system": "test-system", "baseUrl": "https://acme.test-system.com",
     "auth": {"mode": "basic", "user": "robot", "password": "%s"}, "enabled": %s,
     "streams": {"customers": {"enabled": false}}}\
    """
        .formatted(id, password, enabled);
  }
}
