package io.mlconnector.sandbox.dynamics;

import static io.mlconnector.sandbox.dynamics.DynamicsClient.refusal;
import static io.mlconnector.sandbox.dynamics.DynamicsClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.sandbox.TestHttp.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What $filter can and cannot say: vendor sheet 1.2. */
class FilterTest {

  private static DynamicsClient client;

  @BeforeAll
  static void start() {
    client = new DynamicsClient();
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  private static Answer filtered(String filter) {
    return client.get(
        "CustomersV3", "cross-company", "true", "$filter", filter, "$orderby", "CustomerAccount");
  }

  private static List<String> accounts(String filter) {
    Answer answer = filtered(filter);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return texts(answer, "CustomerAccount");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "eq | US-002 US-002",
        "gt | US-003 US-003 US-004 US-005 US-006 US-007 US-008 US-009 US-010",
        "ge | US-002 US-002 US-003 US-003 US-004 US-005 US-006 US-007 US-008 US-009 US-010",
        "lt | US-001 US-001",
        "le | US-001 US-001 US-002 US-002"
      })
  void textsAreCompared(String operator, String expected) {
    assertThat(
            accounts(
                "CustomerAccount "
                    + operator
                    + " 'US-002' and CustomerAccount ge 'US-0' and CustomerAccount lt 'US-9'"))
        .containsExactly(expected.split(" "));
  }

  @Test
  void everyConditionOfNeAndNotHolds() {
    int all = accounts("CustomerAccount ne ''").size();

    assertThat(accounts("CustomerAccount ne 'US-001'")).hasSize(all - 2);
    assertThat(accounts("not (CustomerAccount eq 'US-001')")).hasSize(all - 2);
    assertThat(accounts("not CustomerAccount eq 'US-001'")).hasSize(all - 2);
  }

  @Test
  void andBindsTighterThanOr() {
    String both = "CustomerAccount eq 'US-001' or CustomerAccount eq 'US-002' and dataAreaId eq ";

    assertThat(accounts(both + "'gbsi'")).containsExactly("US-001", "US-001", "US-002");
    assertThat(
            accounts(
                "(CustomerAccount eq 'US-001' or CustomerAccount eq 'US-002') and dataAreaId eq"
                    + " 'gbsi'"))
        .containsExactly("US-001", "US-002");
  }

  @Test
  void anApostropheIsDoubledAndAStarIsAnyText() {
    assertThat(accounts("CustomerAccount eq 'DE-O''7'")).containsExactly("DE-O'7");
    assertThat(accounts("CustomerAccount eq 'JP-0*7'")).contains("JP-0*7");
    assertThat(accounts("CustomerAccount eq '*-00*'"))
        .contains("US-001", "GB-004", "jp-005")
        .doesNotContain("US-010");
    assertThat(accounts("CustomerAccount eq '*1'"))
        .allMatch(account -> account.endsWith("1"))
        .isNotEmpty();
    assertThat(accounts("CustomerAccount eq '.*'")).as("no regular expression").isEmpty();
  }

  @Test
  void textsAreComparedWithoutCaseUnlessTheDatabaseDoes() {
    assertThat(accounts("CustomerAccount eq 'us-002'")).hasSize(2);
    assertThat(accounts("dataAreaId eq 'GBSI'")).hasSameSizeAs(accounts("dataAreaId eq 'gbsi'"));
    client.set("{'caseMatters':true}");
    try {
      assertThat(accounts("CustomerAccount eq 'us-002'")).isEmpty();
      assertThat(accounts("dataAreaId eq 'GBSI'")).hasSizeBetween(1, 2);
    } finally {
      client.set("{'caseMatters':false}");
    }
  }

  @Test
  void enumerationsNeedTheirTypeAndKnowOnlyEquality() {
    String all = "Microsoft.Dynamics.DataEntities.CustVendorBlocked'All'";

    assertThat(accounts("OnHoldStatus eq " + all)).isNotEmpty();
    assertThat(accounts("OnHoldStatus ne " + all)).isNotEmpty();
    assertThat(filtered("OnHoldStatus gt " + all).status()).isEqualTo(400);
    assertThat(filtered("OnHoldStatus eq 'All'").status()).isEqualTo(400);
    assertThat(filtered("OnHoldStatus eq " + all.replace("All", "Alles")).status()).isEqualTo(400);
    assertThat(filtered("OnHoldStatus eq CustVendorBlocked'All'").status()).isEqualTo(400);
    assertThat(filtered("OnHoldStatus eq " + all.replace("CustVendorBlocked", "NoYes")).status())
        .isEqualTo(400);
  }

  @Test
  void numbersAndStampsAreCompared() {
    assertThat(accounts("CreditLimit gt 0")).hasSizeBetween(20, 43);
    assertThat(accounts("CreditLimit lt 0.5 and CreditLimit ge 0")).isNotEmpty();
    assertThat(
            texts(
                client.get(
                    "ContactPersons",
                    "cross-company",
                    "true",
                    "$top",
                    "2",
                    "$filter",
                    "LastEditDateTime ge 2020-01-01T00:00:00Z"),
                "ContactPersonId"))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CustomerAccount in ('US-001','US-002')",
        "OnHoldStatus has Microsoft.Dynamics.DataEntities.CustVendorBlocked'All'",
        "contains(OrganizationName,'a')",
        "startswith(OrganizationName,'a') eq true",
        "CustomerAccount eq 'US-001",
        "CustomerAccount eq 5",
        "CreditLimit eq '5'",
        "CustomerAccount eq US-001",
        "CustomerAccount = 'US-001'",
        "CustomerAccount EQ 'US-001'",
        "(CustomerAccount eq 'US-001'",
        "CustomerAccount eq 'US-001')",
        "CustomerAccount eq 'a' CustomerAccount eq 'b'",
        "CustomerAccount",
        "CreditLimit gt 2020-99-01T00:00:00Z",
        ""
      })
  void whatTheVendorDoesNotKnowIsA400(String filter) {
    Answer answer = filtered(filter);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(refusal(answer)).isNotEmpty();
    assertThat(answer.json().at("/error/code").asText()).isEmpty();
    assertThat(answer.json().at("/error/innererror/type").asText()).contains("ODataException");
  }

  @Test
  void namesAreCaseSensitive() {
    assertThat(refusal(filtered("customeraccount eq 'US-001'"))).contains("customeraccount");
    assertThat(client.get("customersv3").status()).isEqualTo(404);
    assertThat(client.get("CustomersV3", "$select", "customerAccount").status()).isEqualTo(400);
    assertThat(client.get("CustomersV3", "$orderby", "customerAccount").status()).isEqualTo(400);
    assertThat(client.get("CustomersV3", "$Top", "1").status()).isEqualTo(400);
  }

  @Test
  void anEnvironmentMayRefuseToOrderTexts() {
    client.set("{'textsAreOrdered':false}");
    try {
      assertThat(filtered("CustomerAccount gt 'US-001'").status()).isEqualTo(400);
      assertThat(filtered("CustomerAccount eq 'US-001'").status()).isEqualTo(200);
    } finally {
      client.set("{'textsAreOrdered':true}");
    }
  }
}
