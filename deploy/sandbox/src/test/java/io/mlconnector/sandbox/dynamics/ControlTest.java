package io.mlconnector.sandbox.dynamics;

import static io.mlconnector.sandbox.dynamics.DynamicsClient.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Fault;
import io.mlconnector.sandbox.FaultKind;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.sandbox.TestHttp;
import io.mlconnector.sandbox.TestHttp.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits over the control server, seen through the OData service, also after a restart. */
class ControlTest {

  private final DynamicsClient client = new DynamicsClient();

  @AfterEach
  void stop() {
    client.close();
  }

  @Test
  void aRowIsMadeWithANumberAndAPartyChangedAndDeleted() {
    JsonNode made =
        client
            .control(
                "POST", "/rows/CustomersV3", "{'OrganizationName':'Fresh','dataAreaId':'demf'}")
            .json();
    String account = made.path("CustomerAccount").asText();
    String path = "CustomersV3(dataAreaId='demf',CustomerAccount='" + account + "')";

    assertThat(account).isNotEmpty();
    assertThat(made.path("PartyNumber").asText()).isNotEmpty();
    assertThat(client.get(path, "cross-company", "true").json().path("OrganizationName").asText())
        .isEqualTo("Fresh");
    assertThat(client.control("GET", "/rows/CustomersV3/demf/" + account, null).json())
        .isNotEmpty();
    assertThat(client.control("DELETE", "/rows/CustomersV3/demf/" + account, null).status())
        .isEqualTo(204);
    assertThat(client.get(path, "cross-company", "true").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "PATCH | /rows/CustomersV3/usmf/none | {} | none",
        "PATCH | /rows/Nothing/usmf/US-001 | {} | ",
        "PATCH | /rows/LegalEntities/usmf/x | {} | LegalEntities",
        "PATCH | /rows/CustomersV3/usmf/US-001 | {'Nothing':1} | Nothing",
        "PATCH | /rows/CustomersV3/usmf/US-001 | {'CreditLimit':'1'} | Edm.Decimal",
        "PATCH | /rows/CustomersV3/usmf/US-001 | {'OnHoldStatus':'x'} | Edm.Enum",
        "PATCH | /rows/CustomersV3/usmf/US-001 | {'CustomerAccount':'x'} | CustomerAccount",
        "PATCH | /settings | {'nothing':1} | nothing",
        "PATCH | /settings | {'tokenSeconds':0} | tokenSeconds",
        "PATCH | /settings | {'customFields':{'CustomersV3.A':'what'}} | what",
        "POST | /changes | {'count':0} | count",
        "POST | /changes | {'set':'LegalEntities','count':1} | LegalEntities",
        "POST | /rows/CDSContactPersonsV2 | {} | CDSContactPersonsV2",
        "PATCH | /settings | {'defaultCompany':null} | defaultCompany",
        "POST | /rows/CustomersV3 | {'dataAreaId':'usmf','CustomerAccount':'US-001'} | exists"
      })
  void aWrongCommandIsA400ThatNamesIt(String method, String path, String body, String named) {
    Answer answer = client.control(method, path, body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).contains(named == null ? "" : named);
  }

  @Test
  void phonesChangeUnderUnchangedEtags() {
    List<JsonNode> before = rows(client.get("CustomersV3", "cross-company", "true"));

    Answer done = client.control("POST", "/changes", "{'count':3,'seed':4}");

    List<JsonNode> after = rows(client.get("CustomersV3", "cross-company", "true"));
    assertThat(done.json().path("rows")).hasSize(3);
    assertThat(texts(after, "PrimaryContactPhone"))
        .filteredOn(phone -> !texts(before, "PrimaryContactPhone").contains(phone))
        .hasSizeBetween(3, 6);
    assertThat(texts(after, "@odata.etag")).isEqualTo(texts(before, "@odata.etag"));
  }

  private static List<String> texts(List<JsonNode> rows, String property) {
    return rows.stream().map(row -> row.path(property).asText()).toList();
  }

  @Test
  void aContactsStampMovesForItsNameAndNotForItsEmail() {
    JsonNode contact = client.control("GET", "/rows/ContactPersons", null).json().at("/rows/0");
    String path =
        "/rows/ContactPersons/"
            + contact.path("dataAreaId").asText()
            + "/"
            + contact.path("ContactPersonId").asText();

    JsonNode mailed = client.control("PATCH", path, "{'PrimaryEmailAddress':'n@w.example'}").json();
    assertThat(mailed.path("PrimaryEmailAddress").asText()).isEqualTo("n@w.example");
    assertThat(mailed.path("LastEditDateTime")).isEqualTo(contact.path("LastEditDateTime"));

    JsonNode named = client.control("PATCH", path, "{'LastName':'Other'}").json();
    assertThat(named.path("ContactPersonName").asText()).endsWith(" Other");
    assertThat(Instant.parse(named.path("LastEditDateTime").asText()))
        .isAfter(Instant.parse("2025-12-31T00:00:00Z"));
  }

  @Test
  void aFieldThatTheCustomerAddedIsThereAndEmpty() {
    client.set("{'customFields':{'CustomersV3.OpenTickets':'INTEGER'}}");

    JsonNode row = rows(client.get("CustomersV3", "$filter", "OpenTickets eq 0")).get(0);
    assertThat(row.path("OpenTickets").isIntegralNumber()).isTrue();
    assertThat(client.get("VendorsV2", "$select", "OpenTickets").status()).isEqualTo(400);
  }

  @Test
  void aScanIsCutInTheMiddle() throws IOException {
    TestHttp.post(
        client.sandbox.control(),
        "/sandbox/faults",
        """
        {"kind":"status","status":503,"vendor":"dynamics365","path":"/data/CustomersV3","after":2}
        """);

    assertThat(client.get("CustomersV3").status()).isEqualTo(200);
    assertThat(client.get("CustomersV3").status()).isEqualTo(200);
    assertThat(client.get("CustomersV3").status()).isEqualTo(503);
    assertThat(client.get("CustomersV3").status()).isEqualTo(200);
  }

  @Test
  void aThrottledCallSaysSoInTheVendorsWords() {
    client
        .sandbox
        .faults()
        .add(Fault.of(FaultKind.THROTTLE).on(DynamicsVendor.NAME).retryAfter("7"));

    Answer answer = client.get("CustomersV3");

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isEqualTo("7");
    assertThat(DynamicsClient.refusal(answer)).contains("high resource utilization");
  }

  @Test
  void everythingIsThereAfterARestart(@TempDir Path folder) {
    SandboxOptions options = SandboxOptions.forTests().folder(folder);
    String before;
    String contacts;
    try (DynamicsClient first = new DynamicsClient(options)) {
      first.set("{'pageMaximum':5000,'customFields':{'CustomersV3.Open':'INTEGER'}}");
      first.control(
          "PATCH", "/rows/CustomersV3/usmf/US-001", "{'Open':3,'OrganizationName':'Kept'}");
      first.control("DELETE", "/rows/CustomersV3/usmf/US-002", null);
      first.sandbox.clock().advance(Duration.ofMinutes(1));
      before = first.control("GET", "/rows/CustomersV3", null).body();
      contacts = first.control("GET", "/rows/CDSContactPersonsV2", null).body();
    }
    try (DynamicsClient second = new DynamicsClient(options)) {
      assertThat(second.sandbox.dynamics().settings().pageMaximum()).isEqualTo(5000);
      assertThat(second.control("GET", "/rows/CustomersV3", null).body()).isEqualTo(before);
      assertThat(second.control("GET", "/rows/CDSContactPersonsV2", null).body())
          .isEqualTo(contacts);
      assertThat(before).contains("Kept").contains("\"Open\":3");
      assertThat(second.control("GET", "/rows/CustomersV3/usmf/US-002", null).status())
          .isEqualTo(400);
      assertThat(second.control("POST", "/rows/CustomersV3", "{}").status()).isEqualTo(201);
    }
  }

  @Test
  void aTokenLivesOverARestart(@TempDir Path folder) {
    SandboxOptions options = SandboxOptions.forTests().folder(folder);
    String token;
    try (DynamicsClient first = new DynamicsClient(options)) {
      token =
          first
              .grant(true, DynamicsClient.form("scope", first.uri() + "/.default"))
              .json()
              .path("access_token")
              .asText();
    }
    try (DynamicsClient second = new DynamicsClient(options)) {
      second.token(token);
      assertThat(second.get("").status()).isEqualTo(200);
    }
  }
}
