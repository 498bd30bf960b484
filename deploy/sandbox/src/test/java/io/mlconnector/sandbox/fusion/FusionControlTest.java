package io.mlconnector.sandbox.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.sandbox.TestHttp;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits over the control server, seen through the vendor's own API. */
class FusionControlTest {

  private static final String KEY = "300100010000";
  private Sandbox sandbox;
  private FusionClient client;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.forTests());
    client = new FusionClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void anEditShowsAtOnceWithANewStamp() throws IOException {
    Instant before = sandbox.clock().instant().minusMillis(1);

    var edit = edit("PATCH", "accounts/" + KEY, "{\"CreditLimit_c\":\"12.50\",\"City\":null}");

    assertThat(edit.status()).isEqualTo(200);
    JsonNode row = account(KEY);
    assertThat(row.path("CreditLimit_c").decimalValue()).isEqualByComparingTo("12.50");
    assertThat(row.path("City").isNull()).isTrue();
    assertThat(stamp(row)).isAfter(before);
    assertThat(changedSince(before)).containsExactly(KEY);
  }

  @Test
  void aRenamedAccountShowsInItsContactsWithoutMovingTheirStamps() throws IOException {
    Instant before = sandbox.clock().instant().minusMillis(1);

    edit("PATCH", "accounts/" + KEY, "{\"OrganizationName\":\"New Name\"}");

    var contacts = client.page(6, "contacts", "q", "AccountPartyNumber = '" + KEY + "'");
    assertThat(FusionClient.items(contacts))
        .isNotEmpty()
        .allMatch(contact -> contact.path("AccountName").asText().equals("New Name"))
        .allMatch(contact -> stamp(contact).isBefore(before));
  }

  @Test
  void aCreatedAccountAndItsContactAreThere() throws IOException {
    String key =
        edit("POST", "accounts", "{\"OrganizationName\":\"Fresh\",\"PhoneNumber\":\"555\"}")
            .json()
            .path("PartyNumber")
            .asText();
    var contact =
        edit(
            "POST",
            "contacts",
            "{\"FirstName\":\"A\",\"LastName\":\"B\",\"AccountPartyNumber\":\"" + key + "\"}");

    assertThat(account(key).path("OrganizationName").asText()).isEqualTo("Fresh");
    assertThat(account(key).path("FormattedPhoneNumber").asText()).isEqualTo("555");
    assertThat(contact.json().path("AccountName").asText()).isEqualTo("Fresh");
    assertThat(contact.json().path("ContactName").asText()).isEqualTo("A B");
  }

  @Test
  void aDeletedRowIsGone() throws IOException {
    assertThat(edit("DELETE", "accounts/" + KEY, null).status()).isEqualTo(204);

    assertThat(client.get(6, FusionClient.CRM + "accounts/" + KEY).status()).isEqualTo(404);
  }

  @Test
  void aTouchMovesTheStampAndNothingElse() throws IOException {
    Instant before = sandbox.clock().instant().minusMillis(1);
    JsonNode old = account(KEY);

    edit("POST", "touch", "{\"key\":\"" + KEY + "\"}");
    edit("POST", "touch", "{\"resource\":\"contacts\",\"count\":3}");

    JsonNode now = account(KEY);
    assertThat(stamp(now)).isAfter(before);
    assertThat(now.path("OrganizationName")).isEqualTo(old.path("OrganizationName"));
    assertThat(now.path("CreditLimit_c")).isEqualTo(old.path("CreditLimit_c"));
    var contacts = client.page(6, "contacts", "q", "LastUpdateDate > '" + before + "'");
    assertThat(FusionClient.items(contacts)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"accounts,CreditLimit_c", "contacts,JobTitle"})
  void randomChangesChangeExactlyTheRowsTheyName(String resource, String attribute)
      throws IOException {
    FusionTable table =
        resource.equals("accounts") ? sandbox.fusion().accounts() : sandbox.fusion().contacts();
    var before =
        table.keys().stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    key -> key,
                    key -> String.valueOf(table.get(key).orElseThrow().get(attribute))));

    var keys =
        edit("POST", "changes", "{\"resource\":\"" + resource + "\",\"count\":7,\"seed\":3}")
            .json()
            .path("keys");

    assertThat(keys).hasSize(7);
    assertThat(table.keys())
        .filteredOn(
            key ->
                !before
                    .get(key)
                    .equals(String.valueOf(table.get(key).orElseThrow().get(attribute))))
        .containsExactlyInAnyOrderElementsOf(
            java.util.stream.StreamSupport.stream(keys.spliterator(), false)
                .map(JsonNode::asText)
                .toList());
  }

  @Test
  void aLateCommitAppearsBehindWhatWasAlreadyRead() throws IOException {
    Instant now = sandbox.clock().instant();
    edit(
        "POST",
        "late",
        "{\"key\":\"LATE1\",\"back\":\"PT5M\",\"attributes\":{\"OrganizationName\":\"Late\"}}");

    assertThat(stamp(account("LATE1")))
        .isBetween(now.minusSeconds(301), sandbox.clock().instant().minusSeconds(299));
  }

  @Test
  void poisonedRowsAreStillServed() throws IOException {
    Instant before = sandbox.clock().instant().minusMillis(1);
    String[] kinds = {"missing-key", "missing-name", "huge-text", "bad-stamp", "wrong-type"};
    for (int i = 0; i < kinds.length; i++) {
      String command = "{\"key\":\"30010001000%d\",\"kind\":\"%s\"}".formatted(i, kinds[i]);
      assertThat(edit("POST", "poison", command).status()).isEqualTo(204);
    }

    var page =
        client.page(
            6,
            "accounts",
            "q",
            "LastUpdateDate > '" + before + "'",
            "limit",
            "500",
            "orderBy",
            "LastUpdateDate:asc,PartyNumber:asc");

    JsonNode items = FusionClient.items(page);
    assertThat(items).hasSize(5);
    assertThat(items.get(0).path("PartyNumber").isNull()).isTrue();
    assertThat(items.get(1).path("OrganizationName").isNull()).isTrue();
    assertThat(items.get(2).path("Description").asText()).hasSize(2 << 20);
    assertThat(items.get(3).path("LastUpdateDate").asText()).doesNotContain("T");
    assertThat(items.get(4).path("OrganizationName").isArray()).isTrue();
  }

  @Test
  void manyEditsAtOnceLoseNothing() throws Exception {
    Thread[] editors = new Thread[4];
    for (int t = 0; t < editors.length; t++) {
      int number = t;
      editors[t] =
          new Thread(
              () -> {
                for (int i = 0; i < 250; i++) {
                  sandbox
                      .fusion()
                      .edits()
                      .create(
                          sandbox.fusion().accounts(),
                          java.util.Map.of("OrganizationName", "E" + number + "-" + i));
                }
              });
      editors[t].start();
    }
    for (Thread editor : editors) {
      editor.join();
    }

    assertThat(sandbox.fusion().accounts().size()).isEqualTo(1040);
    assertThat(
            client.page(6, "accounts", "totalResults", "true").json().path("totalResults").asInt())
        .isEqualTo(1040);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PATCH | accounts/300100010000 | {\"Colour\":\"red\"} | Colour",
        "PATCH | accounts/300100010000 | {\"CreditLimit_c\":\"much\"} | CreditLimit_c",
        "PATCH | accounts/none | {\"City\":\"x\"} | PartyNumber",
        "DELETE | accounts/none | {} | PartyNumber",
        "GET | accounts/none | {} | PartyNumber",
        "PATCH | customers/1 | {\"City\":\"x\"} | resource",
        "POST | accounts | {\"City\":\"x\"} | OrganizationName",
        "POST | contacts | {\"LastName\":\"x\",\"AccountPartyNumber\":\"no\"} | AccountPartyNumber",
        "POST | touch | {} | count",
        "POST | changes | {\"count\":0} | count",
        "POST | late | {\"key\":\"X\",\"back\":\"soon\",\"attributes\":{}} | back",
        "POST | poison | {\"kind\":\"huge-text\"} | key",
        "POST | poison | {\"key\":\"300100010000\",\"kind\":\"arsenic\"} | kind",
        "PATCH | settings | {\"scop\":\"x\"} | scop",
        "PATCH | settings | {\"pageCeiling\":501} | settings"
      })
  void aWrongCommandIsRefusedByTheFieldsName(
      String method, String command, String body, String field) throws IOException {
    var answer = edit(method, command, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).startsWith(field + ":");
  }

  private TestHttp.Answer edit(String method, String command, String body) throws IOException {
    return TestHttp.send(method, sandbox.control(), "/sandbox/fusion/" + command, body);
  }

  private JsonNode account(String key) throws IOException {
    return client.get(6, FusionClient.CRM + "accounts/" + key).json();
  }

  private java.util.List<String> changedSince(Instant moment) throws IOException {
    return FusionClient.keys(client.page(6, "accounts", "q", "LastUpdateDate > '" + moment + "'"));
  }

  private static Instant stamp(JsonNode row) {
    return OffsetDateTime.parse(row.path("LastUpdateDate").asText()).toInstant();
  }
}
