package io.mlconnector.tableau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.tableau.TableauAccounts;
import io.mlconnector.testkit.AdapterContract;
import io.mlconnector.testkit.SandboxResource;
import io.mlconnector.testkit.Vendor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tableau keeps what every adapter promises. */
@QuarkusTest
@QuarkusTestResource(
    value = SandboxResource.class,
    initArgs = {
      @ResourceArg(name = "service", value = "tableau"),
      @ResourceArg(name = "lapse", value = "10")
    })
class TableauContractTest extends AdapterContract {

  @Override
  protected ObjectNode goodConnection() {
    return Connections.pat(
        "contract", vendor().url(), "contract", token("contract", TableauAccounts.ADMINISTRATOR));
  }

  /** A token of that name, whose 15 days begin now whatever other tests did to the clock. */
  private String token(String name, String user) {
    String secret = "secret-of-" + name;
    vendor()
        .post(
            "/pats",
            "{\"name\":\"%s\",\"secret\":\"%s\",\"user\":\"%s\"}".formatted(name, secret, user));
    return secret;
  }

  @Override
  protected List<ObjectNode> otherSignIns() {
    return List.of(Connections.connectedApp("by-app", vendor().url()));
  }

  @Override
  protected String vendorName() {
    return "tableau";
  }

  private JsonNode pinged(ObjectNode document) {
    String path = "/api/connections/" + document.path("id").asText();
    service().post("/api/connections", document.toString()).good();
    try {
      return await()
          .atMost(PATIENCE)
          .until(
              () -> service().post(path + "/ping", null),
              answer -> answer.status() == 200 && !answer.json().path("ok").isMissingNode())
          .json();
    } finally {
      service().delete(path);
    }
  }

  @Test
  void thePingSaysWhoWeAreAndThatFilesAreParquetWithoutAHyperd() {
    assertThat(ping().path("identity").asText())
        .contains(TableauAccounts.ADMINISTRATOR, "SiteAdministratorCreator", ".parquet");
  }

  @Test
  void whoeverMayNotSetUpWebhooksIsToldSo() {
    JsonNode ping =
        pinged(
            Connections.pat(
                "creator", vendor().url(), "creator", token("creator", TableauAccounts.CREATOR)));

    assertThat(ping.path("rights"))
        .filteredOn(right -> !right.path("granted").asBoolean())
        .singleElement()
        .satisfies(right -> assertThat(right.toString()).contains("site administrators"));
  }

  @Test
  void whoeverMayOnlyLookIsToldWhichRoleIsMissing() {
    JsonNode ping =
        pinged(
            Connections.pat(
                "viewer", vendor().url(), "viewer", token("viewer", TableauAccounts.VIEWER)));

    assertThat(ping.path("rights").toString()).contains("publish data sources", "Viewer");
    assertThat(ping.path("ok").asBoolean()).isFalse();
  }

  @Test
  void aConnectedAppWithoutTheScopeOfWebhooksKeepsItsSession() {
    ObjectNode document = Connections.connectedApp("narrow", vendor().url());
    ((ObjectNode) document.path("auth"))
        .put("scopes", "tableau:content:read,tableau:file_uploads:create");
    long before = vendor().now();

    JsonNode ping = pinged(document);

    assertThat(ping.path("rights"))
        .filteredOn(right -> !right.path("granted").asBoolean())
        .singleElement()
        .satisfies(right -> assertThat(right.toString()).contains("tableau:webhooks"));
    assertThat(vendor().callsSince(before))
        .filteredOn(call -> call.contains("/auth/signin"))
        .hasSize(1);
  }

  @Test
  void aWrongSecretIsSaidWithWhatMayHaveHappenedToTheToken() {
    JsonNode ping = pinged(Connections.pat("wrong", vendor().url(), "contract", "nonsense"));

    assertThat(ping.toString()).contains("15 days").doesNotContain("nonsense");
  }

  @Test
  void aSignInIsFollowedToThePodOnce() {
    Vendor generic = new Vendor("tableau-online");
    long before = vendor().now();
    // A token of its own: the contract's connection shall keep its session.
    String secret = token("moved", TableauAccounts.ADMINISTRATOR);

    JsonNode ping = pinged(Connections.pat("moved", generic.url(), "moved", secret));

    assertThat(ping.path("ok").asBoolean()).as(ping.toString()).isTrue();
    assertThat(vendor().callsSince(before))
        .filteredOn(call -> call.startsWith("POST") && call.contains("/auth/signin"))
        .extracting(call -> call.substring(call.length() - 3))
        .containsExactly("301", "200");
  }
}
