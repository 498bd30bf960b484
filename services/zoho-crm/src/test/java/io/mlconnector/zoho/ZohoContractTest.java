package io.mlconnector.zoho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.testkit.ConsentContract;
import io.mlconnector.testkit.SandboxResource;
import io.mlconnector.testkit.Vendor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Zoho keeps what every adapter promises. */
@QuarkusTest
@QuarkusTestResource(
    value = SandboxResource.class,
    initArgs = @ResourceArg(name = "service", value = "zoho-crm"))
class ZohoContractTest extends ConsentContract {

  @Override
  protected ObjectNode goodConnection() {
    return Connections.quiet(Connections.refreshToken("zoho"));
  }

  @Override
  protected List<ObjectNode> otherSignIns() {
    return List.of(Connections.quiet(Connections.grantCode("by-grant-code")));
  }

  @Override
  protected ObjectNode consentedConnection() {
    return Connections.quiet(Connections.consented("by-consent"));
  }

  @Override
  protected void letReturnTo(String redirectUrl) {
    vendor().patch("/settings", "{\"redirectUris\":[\"" + redirectUrl + "\"]}");
  }

  @Override
  protected String agreement() {
    return "sandbox_approve=true";
  }

  @Override
  protected String vendorName() {
    return "zoho";
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
  void aWrongDataCentreIsSaidToBeAPossibleReason() {
    ObjectNode document = Connections.quiet(Connections.refreshToken("elsewhere"));
    document.put("baseUrl", new Vendor("zoho-us").url());

    JsonNode ping = pinged(document);

    assertThat(ping.path("ok").asBoolean()).isFalse();
    assertThat(ping.toString()).contains("data centre");
  }

  @Test
  void aKeyFieldThatAllowsDuplicatesIsNamedWithWhatToDo() {
    ObjectNode document = Connections.quiet(Connections.refreshToken("wrong-key"));
    ((ObjectNode) document.path("settings"))
        .put("accountKey", "Category")
        .put("vendorKey", "No_Such_Field");

    JsonNode ping = pinged(document);

    assertThat(ping.path("ok").asBoolean()).isFalse();
    assertThat(ping.path("rights").toString())
        .contains(
            "Accounts.Category allows duplicate values", "Vendors has no field No_Such_Field");
  }

  @Test
  void aMissingScopeIsSaidAndDoesNotCostATokenEachTime() {
    ObjectNode document = Connections.quiet(Connections.refreshToken("narrow"));
    String scope = ZohoAuth.SCOPES.replace("ZohoCRM.modules.vendors.READ,", "");
    String token =
        vendor()
            .post("/refresh-tokens", "{\"scope\":\"" + scope + "\"}")
            .path("refreshToken")
            .asText();
    ((ObjectNode) document.path("auth")).put("refreshToken", token);
    long before = vendor().now();

    JsonNode ping = pinged(document);

    assertThat(ping.path("rights"))
        .filteredOn(right -> !right.path("granted").asBoolean())
        .singleElement()
        .satisfies(right -> assertThat(right.toString()).contains("read Vendors", "lacks a scope"));
    assertThat(vendor().callsSince(before))
        .filteredOn(call -> call.contains("/oauth/v2/token"))
        .hasSize(1);
  }

  @Test
  void missingFieldsAreNamedByADryRunAndNeverMade() {
    String wanted =
        """
        {"dryRun": %s, "fields": [
          {"path": "credit_limit", "type": "DECIMAL", "writable": true},
          {"path": "status", "type": "TEXT", "writable": true},
          {"path": "Nowhere", "type": "TEXT", "writable": true}]}\
        """;
    String path = path("/objects/account/provision");

    JsonNode missing = service().post(path, wanted.formatted(true)).good().json();

    assertThat(missing.path("fields")).hasSize(2);
    assertThat(missing.toString()).contains("status", "Nowhere").doesNotContain("credit");
    assertThat(service().post(path, wanted.formatted(false)).text())
        .contains("Make these fields of Accounts in Zoho");
  }

  @Test
  void fieldsAreCalledByWhatTheyHoldAndPickListsAreShown() {
    JsonNode fields = service().get(path("/objects/account")).good().json().path("fields");

    assertThat(fields)
        .anySatisfy(
            field -> {
              assertThat(field.path("path").asText()).isEqualTo("hold_code");
              assertThat(field.path("choices").toString()).contains("On Hold");
            })
        .anySatisfy(
            field -> {
              assertThat(field.path("path").asText()).isEqualTo("Account_Name");
              assertThat(field.path("required").asBoolean()).isTrue();
            });
  }
}
