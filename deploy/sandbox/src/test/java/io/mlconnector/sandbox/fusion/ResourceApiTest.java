package io.mlconnector.sandbox.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.sandbox.TestHttp;
import java.io.IOException;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer looks like: versions, media types, links, ids, errors, describe, ETags. */
class ResourceApiTest {

  private static final String KEY = "300100010007";
  private static final String ITEM = FusionClient.CRM + "accounts/" + KEY;
  private static Sandbox sandbox;
  private static FusionClient client;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.forTests());
    client = new FusionClient(sandbox);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void idsAndAmountsAreNumbersUpToFramework8AndTextsFrom9() throws IOException {
    JsonNode eight = client.get(8, ITEM).json();
    JsonNode nine = client.get(9, ITEM).json();

    assertThat(eight.path("PartyId").isNumber()).isTrue();
    assertThat(eight.path("PartyId").bigIntegerValue()).isEqualTo("300000990123456789");
    assertThat(eight.path("CreditLimit_c").isNumber()).isTrue();
    assertThat(nine.path("PartyId").isTextual()).isTrue();
    assertThat(nine.path("PartyId").asText()).isEqualTo("300000990123456789");
    assertThat(nine.path("CreditLimit_c").isTextual()).isTrue();
    assertThat(new BigDecimal(nine.path("CreditLimit_c").asText()))
        .isEqualByComparingTo(eight.path("CreditLimit_c").decimalValue());
  }

  @Test
  void stampsCarryTheirOffset() throws IOException {
    assertThat(client.get(6, ITEM).json().path("LastUpdateDate").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?\\+00:00");
  }

  @Test
  void linksMoveIntoTheContextAtFramework9() throws IOException {
    JsonNode six = client.get(6, ITEM).json();
    JsonNode nine = client.get(9, ITEM).json();

    assertThat(six.path("links").get(0).path("rel").asText()).isEqualTo("self");
    assertThat(six.path("links").get(0).path("href").asText()).endsWith("/accounts/" + KEY);
    assertThat(six.path("links").get(0).path("properties").has("changeIndicator")).isTrue();
    assertThat(nine.has("links")).isFalse();
    assertThat(nine.path("@context").path("links").get(0).path("rel").asText()).isEqualTo("self");
  }

  @Test
  void onlyDataDropsLinksAndLinksSelfKeepsOne() throws IOException {
    JsonNode bare = client.get(6, ITEM + "?onlyData=true").json();
    JsonNode self = client.get(6, ITEM + "?links=self").json();

    assertThat(bare.has("links")).isFalse();
    assertThat(self.path("links")).hasSize(1);
    assertThat(client.get(6, ITEM).json().path("links")).hasSize(3);
  }

  @Test
  void fieldsChooseAndWinOverExpand() throws IOException {
    JsonNode item =
        client.get(6, ITEM + "?onlyData=true&fields=PartyNumber,City&expand=PrimaryAddress").json();

    assertThat(item).hasSize(2);
    assertThat(item.has("PartyNumber")).isTrue();
    assertThat(item.has("City")).isTrue();
  }

  @Test
  void childrenAreAnArrayBeforeFramework3AndAnObjectFromThen() throws IOException {
    JsonNode two = client.get(2, ITEM + "?expand=PrimaryAddress").json().path("PrimaryAddress");
    JsonNode three = client.get(3, ITEM + "?expand=all").json().path("PrimaryAddress");

    assertThat(two.isArray()).isTrue();
    assertThat(two.get(0).path("Country").asText()).hasSize(2);
    assertThat(three.path("items").get(0)).isEqualTo(two.get(0));
    assertThat(three.path("count").asInt()).isEqualTo(1);
    assertThat(three.path("hasMore").asBoolean()).isFalse();
  }

  @Test
  void theLinkToAChildLeadsThere() throws IOException {
    JsonNode child = client.get(6, ITEM + "/child/PrimaryAddress").json();

    assertThat(child.path("items").get(0).path("Country").asText()).hasSize(2);
  }

  @Test
  void errorsAreTextBelowFramework4AndJsonFromThen() throws IOException {
    var three = client.page(3, "accounts", "$top", "1");
    var four = client.page(4, "accounts", "$top", "1");

    assertThat(three.header("Content-Type")).startsWith("text/plain");
    assertThat(three.body()).contains("$top").doesNotContain("{");
    assertThat(four.header("Content-Type")).isEqualTo("application/vnd.oracle.adf.error+json");
    assertThat(four.json().path("title").asText()).isEqualTo("Bad Request");
    assertThat(four.json().path("o:errorDetails").get(0).path("detail").asText()).contains("$top");
  }

  @ParameterizedTest
  @CsvSource({"0", "10", "6.0", "x"})
  void aVersionThatThePodDoesNotAllowIs400(String version) throws IOException {
    var answer = client.get(0, ITEM, "REST-Framework-Version", version);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("REST-Framework-Version");
  }

  @Test
  void theContextRootTellsTheAllowedVersions() throws IOException {
    for (String path : new String[] {"/crmRestApi/resources", "/fscmRestApi/resources/latest"}) {
      JsonNode extension = client.get(0, path).json().path("adf:extension");
      assertThat(extension.path("defaultFrameworkVersion").asText()).isEqualTo("1");
      assertThat(extension.path("allowedFrameworkVersions")).hasSize(9);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'*/*', application/vnd.oracle.adf.resourcecollection+json",
    "application/json, application/json",
    "application/vnd.oracle.adf.resourcecollection+json,"
        + " application/vnd.oracle.adf.resourcecollection+json"
  })
  void theMediaTypeFollowsAccept(String accept, String type) throws IOException {
    assertThat(
            client.get(6, FusionClient.CRM + "accounts", "Accept", accept).header("Content-Type"))
        .isEqualTo(type);
  }

  @Test
  void anItemHasAMediaTypeOfItsOwnAndXmlIsRefused() throws IOException {
    assertThat(client.get(6, ITEM, "Accept", "*/*").header("Content-Type"))
        .isEqualTo("application/vnd.oracle.adf.resourceitem+json");
    assertThat(client.get(6, ITEM, "Accept", "text/xml").status()).isEqualTo(406);
  }

  @Test
  void anUnchangedItemIs304() throws IOException {
    String etag = client.get(6, ITEM).header("ETag");

    assertThat(client.get(6, ITEM, "If-None-Match", etag).status()).isEqualTo(304);
    sandbox.fusion().accounts().touch(KEY);
    assertThat(client.get(6, ITEM, "If-None-Match", etag).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/crmRestApi/resources/11.13.18.05/accounts/none",
        "/crmRestApi/resources/11.13.18.05/customers",
        "/fscmRestApi/resources/11.13.18.05/customers",
        "/fscmRestApi/resources/11.13.18.05/accounts",
        "/crmRestApi/resources/11.13.18.05/receivablesCustomerAccountActivities",
        "/crmRestApi/resources/11.13.17/accounts",
        "/crmRestApi/resources/latest/accounts/300100010007/child/Nothing",
        "/crmRestApi/resources/latest/accounts/300100010007/child",
        "/crmRestApi/resources/latest/accounts/300100010007/kid/PrimaryAddress",
        "/crmRestApi/resources/latest/accounts/300100010007/child/PrimaryAddress/1",
        "/hcmRestApi/resources/latest/workers"
      })
  void whatIsNotThereIs404(String path) throws IOException {
    assertThat(client.get(6, path).status()).isEqualTo(404);
  }

  @Test
  void latestIsAVersionToo() throws IOException {
    assertThat(client.get(6, ITEM.replace("11.13.18.05", "latest")).status()).isEqualTo(200);
  }

  @Test
  void accountsAreNeitherMadeNorDeleted() throws IOException {
    for (String method : new String[] {"POST", "DELETE"}) {
      String token = "Bearer " + FusionClient.token(sandbox);
      var answer =
          TestHttp.send(method, sandbox.vendor("fusion"), ITEM, "{}", "Authorization", token);
      assertThat(answer.status()).isEqualTo(405);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "crmRestApi,accounts",
    "crmRestApi,contacts",
    "fscmRestApi,receivablesCustomerAccountActivities"
  })
  void describeNamesExactlyTheAttributesThatRowsHave(String root, String resource)
      throws IOException {
    String path = "/" + root + "/resources/11.13.18.05/" + resource;
    JsonNode described =
        client
            .get(6, path + "/describe")
            .json()
            .path("Resources")
            .path(resource)
            .path("attributes");
    JsonNode row = client.get(6, path + "?limit=1&onlyData=true").json().path("items").get(0);

    assertThat(described).hasSize(row.size());
    for (JsonNode attribute : described) {
      assertThat(row.has(attribute.path("name").asText())).isTrue();
      assertThat(attribute.has("type")).isTrue();
      assertThat(attribute.path("queryable").isBoolean()).isTrue();
      assertThat(attribute.path("updatable").isBoolean()).isTrue();
      assertThat(attribute.path("mandatory").isBoolean()).isTrue();
    }
  }

  @Test
  void contactsAndBalancesPointToTheirAccount() throws IOException {
    JsonNode contact = FusionClient.items(client.page(6, "contacts", "limit", "1")).get(0);
    String account = contact.path("AccountPartyNumber").asText();
    JsonNode owner = client.get(6, FusionClient.CRM + "accounts/" + account).json();

    assertThat(contact.path("AccountPartyId")).isEqualTo(owner.path("PartyId"));
    assertThat(contact.path("AccountName")).isEqualTo(owner.path("OrganizationName"));
    JsonNode balance =
        client
            .get(
                6,
                "/fscmRestApi/resources/latest/receivablesCustomerAccountActivities?q="
                    + FusionClient.encoded("CustomerId = " + owner.path("PartyId").asText()))
            .json()
            .path("items")
            .get(0);
    assertThat(balance.path("CustomerName")).isEqualTo(owner.path("OrganizationName"));
  }

  @Test
  void theFinderByPrimaryKeyGivesOneRow() throws IOException {
    assertThat(
            FusionClient.keys(
                client.page(6, "accounts", "finder", "PrimaryKey;PartyNumber=" + KEY)))
        .containsExactly(KEY);
  }

  @Test
  void tooManyCallsAreThrottledWithAndWithoutRetryAfter() throws IOException {
    FusionSettings before = sandbox.fusion().settings();
    String path = "/sandbox/fusion/settings";
    try {
      TestHttp.send("PATCH", sandbox.control(), path, "{\"callsPerMinute\":1}");
      client.get(6, ITEM);
      var plain = client.get(6, ITEM);
      TestHttp.send("PATCH", sandbox.control(), path, "{\"retryAfter\":\"17\"}");
      var telling = client.get(6, ITEM);

      assertThat(plain.status()).isEqualTo(429);
      assertThat(plain.header("Retry-After")).isNull();
      assertThat(telling.header("Retry-After")).isEqualTo("17");
    } finally {
      sandbox.fusion().settings(changed -> before);
    }
  }
}
