package io.mlconnector.sandbox.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.sandbox.fusion.FusionSettings.DateLiterals;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What q accepts, refuses, and misunderstands in silence, by framework version. */
class QueryDialectTest {

  private static Sandbox sandbox;
  private static FusionClient client;
  private static int all;
  private FusionSettings before;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.forTests());
    client = new FusionClient(sandbox);
    all = sandbox.fusion().accounts().size();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @BeforeEach
  void remember() {
    before = sandbox.fusion().settings();
  }

  @AfterEach
  void restore() {
    sandbox.fusion().settings(changed -> before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "LastUpdateDate>=1970-01-01T00:00:00Z | 40",
        "LastUpdateDate >= 1970-01-01T00:00:00+00:00 | 40",
        "LastUpdateDate>=1970-01-01 | 40",
        "LastUpdateDate>=1970-01-01T00:00:00Z;LastUpdateDate<1971-01-01T00:00:00Z | 0",
        "PartyNumber=300100010003 | 1",
        "PartyNumber='300100010003' | 1",
        "PartyNumber=3001000100* | 38",
        "PartyId=300000001200021 | 1",
        "CreditLimit_c>0;CreditLimit_c<=0 | 0",
        "SalesProfileStatus=INACTIVE | 1"
      })
  void framework1ReadsTermsSeparatedBySemicolons(String q, int rows) throws IOException {
    assertThat(count(0, q)).isEqualTo(rows);
    assertThat(count(1, q)).isEqualTo(rows);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LastUpdateDate>=1970-01-01T00:00:00Z and LastUpdateDate<=2999-01-01T00:00:00Z",
        "SalesProfileStatus=ACTIVE and LastUpdateDate>=1970-01-01T00:00:00Z",
        "LastUpdateDate>=1970-01-01T00:00:00 00:00",
        "LastUpdateDate>=soon"
      })
  void framework1MisunderstandsOtherGrammarsWithoutAWord(String q) throws IOException {
    var answer = client.page(1, "accounts", "q", q);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("count").asInt()).isZero();
    assertThat(answer.json().has("items")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "LastUpdateDate >= '1970-01-01T00:00:00+00:00' | 40",
        "LastUpdateDate >= \"1970-01-01T00:00:00Z\" and LastUpdateDate <= '2999-01-01' | 40",
        "LastUpdateDate between '1970-01-01' and '2999-01-01' | 40",
        "LastUpdateDate < '1970-01-01' or PartyNumber = '300100010003' | 1",
        "PartyNumber in ('300100010003','300100010004','none') | 2",
        "PartyNumber not in ('300100010003') | 39",
        "PartyNumber like 'CDRM%' | 2",
        "PartyNumber NOT LIKE 'CDRM%' AND SalesProfileStatus = 'INACTIVE' | 1",
        "Description is null or Description is not null | -1",
        "AddressLine1 is null | 0",
        "AddressLine1 is not null | 40",
        "not (PartyNumber = '300100010003') | 39",
        "PartyId = 300000001200021 | 1",
        "PartyId = '300000990123456789' | 1",
        "CreditLimit_c <> 0 and (Country = 'XX' or Country = 'YY') | 0"
      })
  void framework2ReadsRowMatchExpressions(String q, int rows) throws IOException {
    if (rows < 0) {
      assertThat(client.page(6, "accounts", "q", q).status()).isEqualTo(400);
    } else {
      assertThat(count(2, q)).isEqualTo(rows);
      assertThat(count(9, q)).isEqualTo(rows);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LastUpdateDate>'1970-01-01';PartyNumber='1'",
        "LastUpdateDate > '1970-01-01' and",
        "LastUpdateDate '1970-01-01'",
        "LastUpdateDate > '1970-01-01T00:00:00 00:00'",
        "LastUpdateDate > 'soon'",
        "LastUpdateDate > 1970-01-01T00:00:00Z",
        "PartyNumber = 300100010003",
        "PartyId = 'many'",
        "PartyId like '3%'",
        "(PartyNumber = '1'",
        "PartyNumber = '1",
        "PartyNumber == '1'",
        "PartyNumber in ()",
        "= '1'",
        "PartyNumber = '1' PartyNumber = '2'",
        "Nothing = '1'",
        "Description = 'x'"
      })
  void framework2RefusesEverythingElse(String q) throws IOException {
    for (int framework : new int[] {2, 6, 9}) {
      assertThat(client.page(framework, "accounts", "q", q).status()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Nothing=1", "Description=x", "PartyNumber", "PartyNumber like '3%'"})
  void framework1RefusesUnknownAttributesAndTermsWithoutOperator(String q) throws IOException {
    assertThat(client.page(1, "accounts", "q", q).status()).isEqualTo(400);
  }

  @Test
  void dateLiteralsAreWhatThePodIsSetTo() throws IOException {
    String quoted = "LastUpdateDate > '1970-01-01T00:00:00Z'";
    String bare = "LastUpdateDate > 1970-01-01T00:00:00Z and PartyNumber like '%'";

    sandbox.fusion().settings(settings -> with(settings, DateLiterals.UNQUOTED));
    assertThat(client.page(6, "accounts", "q", quoted).status()).isEqualTo(400);
    assertThat(count(6, bare)).isEqualTo(all);

    sandbox.fusion().settings(settings -> with(settings, DateLiterals.EITHER));
    assertThat(count(6, quoted)).isEqualTo(all);
    assertThat(count(6, bare)).isEqualTo(all);
  }

  @Test
  void aRawPlusIsASpaceAndSpoilsTheDate() throws IOException {
    String start = FusionClient.CRM + "accounts?q=LastUpdateDate%3E%271970-01-01T00:00:00";

    assertThat(client.get(6, start + "+00:00%27").status()).isEqualTo(400);
    assertThat(client.get(6, start + "%2B00:00%27").status()).isEqualTo(200);
  }

  @Test
  void aRawSemicolonBelongsToTheQuery() throws IOException {
    var answer =
        client.get(
            1, FusionClient.CRM + "accounts?q=PartyNumber=300100010003;SalesProfileStatus=ACTIVE");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(FusionClient.keys(answer)).containsExactly("300100010003");
  }

  @Test
  void anAttributeCanBeMadeNotQueryable() throws IOException {
    io.mlconnector.sandbox.TestHttp.send(
        "PATCH",
        sandbox.control(),
        "/sandbox/fusion/settings",
        "{\"notQueryable\":[\"accounts.LastUpdateDate\"]}");

    assertThat(client.page(6, "accounts", "q", "LastUpdateDate > '1970-01-01'").status())
        .isEqualTo(400);
    assertThat(client.page(6, "contacts", "q", "LastUpdateDate > '1970-01-01'").status())
        .isEqualTo(200);
    var described = client.get(6, FusionClient.CRM + "accounts/describe").json();
    assertThat(described.path("Resources").path("accounts").path("attributes"))
        .filteredOn(attribute -> attribute.path("name").asText().equals("LastUpdateDate"))
        .allMatch(attribute -> !attribute.path("queryable").asBoolean());
  }

  @Test
  void theBoundsOfAConditionNeverLoseARow() throws IOException {
    String middle =
        client
            .page(
                6,
                "accounts",
                "orderBy",
                "LastUpdateDate:asc,PartyNumber:asc",
                "offset",
                "20",
                "limit",
                "1")
            .json()
            .path("items")
            .get(0)
            .path("LastUpdateDate")
            .asText();
    int upTo = count(6, "LastUpdateDate <= '" + middle + "'");
    int after = count(6, "LastUpdateDate > '" + middle + "'");
    int other = count(6, "LastUpdateDate != '" + middle + "'");
    int same = count(6, "LastUpdateDate = '" + middle + "'");

    assertThat(upTo + after).isEqualTo(all);
    assertThat(other + same).isEqualTo(all);
    assertThat(same).isPositive();
    assertThat(count(6, "not (LastUpdateDate > '" + middle + "')")).isEqualTo(upTo);
    assertThat(count(6, "LastUpdateDate > '" + middle + "' or LastUpdateDate = '" + middle + "'"))
        .isEqualTo(after + same);
  }

  private static FusionSettings with(FusionSettings s, DateLiterals literals) {
    return new FusionSettings(
        s.scope(),
        s.tokenSeconds(),
        s.clientIsFusionUser(),
        s.refreshTokensRotate(),
        s.redirectUris(),
        s.greatestFramework(),
        literals,
        s.pageCeiling(),
        s.pageCeilings(),
        s.omitEmptyItems(),
        s.callsPerMinute(),
        s.retryAfter(),
        s.withoutPrivilege(),
        s.missingPrivilegeStatus(),
        s.notQueryable(),
        s.noteTypes(),
        s.attachmentCategories(),
        s.interactionNeeds(),
        s.stampsFollowChildren(),
        s.expandedChildren());
  }

  private static int count(int framework, String q) throws IOException {
    var answer = client.page(framework, "accounts", "q", q, "limit", "500");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("count").asInt();
  }
}
