package io.mlconnector.sandbox.dynamics;

import static io.mlconnector.sandbox.dynamics.DynamicsClient.refusal;
import static io.mlconnector.sandbox.dynamics.DynamicsClient.rows;
import static io.mlconnector.sandbox.dynamics.DynamicsClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.TestHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Entity sets, companies, keys, empty values and ETags: vendor sheet 1.2 to 1.4. */
class ODataTest {

  private final DynamicsClient client = new DynamicsClient();

  @AfterEach
  void stop() {
    client.close();
  }

  private JsonNode customer(String company, String account) {
    Answer answer =
        client.get(
            "CustomersV3(dataAreaId='" + company + "',CustomerAccount='" + account + "')",
            "cross-company",
            "true");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void theServiceDocumentNamesTheSetsOfThisVersion() {
    assertThat(texts(client.get(""), "name"))
        .contains(
            "CustomersV3",
            "VendorsV2",
            "VendorsV3",
            "ContactPersons",
            "CDSContactPersonsV2",
            "LegalEntities");

    client.set("{'missingEntities':['CDSContactPersonsV2']}");
    assertThat(texts(client.get(""), "name")).doesNotContain("CDSContactPersonsV2");
    Answer missing = client.get("CDSContactPersonsV2");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.json().at("/error/message").asText()).startsWith("No HTTP resource");
  }

  @Test
  void withoutCrossCompanyOnlyTheDefaultCompanyIsThereAndNobodySaysSo() {
    assertThat(texts(client.get("CustomersV3"), "dataAreaId"))
        .allMatch(area -> area.equalsIgnoreCase("usmf"));
    assertThat(rows(client.get("CustomersV3", "$filter", "dataAreaId eq 'gbsi'"))).isEmpty();
    assertThat(rows(client.get("CustomersV3", "crosscompany", "true")))
        .hasSameSizeAs(rows(client.get("CustomersV3")));
    assertThat(
            rows(
                client.get(
                    "CustomersV3", "cross-company", "true", "$filter", "dataAreaId eq 'gbsi'")))
        .isNotEmpty();

    client.set("{'defaultCompany':'demf'}");
    assertThat(texts(client.get("CustomersV3"), "dataAreaId"))
        .isNotEmpty()
        .allMatch(area -> area.equalsIgnoreCase("demf"));
  }

  @Test
  void aUserSeesOnlyTheCompaniesOfItsRoles() {
    client.set("{'visibleCompanies':['usmf','JPMF']}");

    assertThat(texts(client.get("CustomersV3", "cross-company", "true"), "dataAreaId"))
        .contains("usmf", "jpmf")
        .doesNotContain("gbsi", "demf", "GBSI");
  }

  @Test
  void aKeyInAnotherCompanyNeedsTheFlagToo() {
    String path = "CustomersV3(dataAreaId='gbsi',CustomerAccount='US-001')";

    assertThat(client.get(path).status()).isEqualTo(404);
    assertThat(client.get(path, "cross-company", "true").status()).isEqualTo(200);
    assertThat(client.get(path.replace("gbsi", "usmf")).status()).isEqualTo(200);
  }

  @Test
  void allKeyFieldsAreNeededByTheirNames() {
    assertThat(client.get("CustomersV3(CustomerAccount='US-001')").status()).isEqualTo(400);
    assertThat(client.get("CustomersV3('US-001')").status()).isEqualTo(400);
    assertThat(client.get("CustomersV3(dataareaid='usmf',CustomerAccount='US-001')").status())
        .isEqualTo(400);
    assertThat(client.get("CustomersV3(dataAreaId='usmf',CustomerAccount=1)").status())
        .isEqualTo(400);
    Answer gone = client.get("CustomersV3(dataAreaId='usmf',CustomerAccount='US-999')");
    assertThat(gone.status()).isEqualTo(404);
    assertThat(refusal(gone)).isNotEmpty();
    assertThat(client.get("LegalEntities('usmf')").status()).isEqualTo(200);
    assertThat(client.get("LegalEntities(LegalEntityId='usmf')").status()).isEqualTo(200);
  }

  @Test
  void aKeyIsQuotedByDoublingAndIsNoWildcard() {
    assertThat(customer("demf", "DE-O%27%277").path("CustomerAccount").asText())
        .isEqualTo("DE-O'7");
    assertThat(customer("jpmf", "JP-0*7").path("CustomerAccount").asText()).isEqualTo("JP-0*7");
    assertThat(
            client
                .get(
                    "CustomersV3(dataAreaId='usmf',CustomerAccount='US-*')",
                    "cross-company",
                    "true")
                .status())
        .isEqualTo(404);
  }

  @Test
  void oneNumberIsAnotherCustomerInAnotherCompany() {
    assertThat(customer("usmf", "US-001").path("OrganizationName").asText())
        .isNotEqualTo(customer("gbsi", "US-001").path("OrganizationName").asText());
  }

  @Test
  void aFewRowsWriteTheirCompanyInUpperCase() {
    List<String> areas = texts(client.get("CustomersV3", "cross-company", "true"), "dataAreaId");

    assertThat(areas).contains("gbsi", "GBSI");
    assertThat(areas.stream().filter(area -> area.equals(area.toUpperCase())).count())
        .isLessThan(areas.size() / 5);
    assertThat(customer("gbsi", "US-002").path("dataAreaId").asText()).isEqualTo("GBSI");
  }

  @Test
  void emptyValuesAreNeverNull() {
    Answer created = client.control("POST", "/rows/VendorsV2", "{}");
    JsonNode vendor =
        client
            .get(
                "VendorsV3(dataAreaId='usmf',VendorAccountNumber='"
                    + created.json().path("VendorAccountNumber").asText()
                    + "')")
            .json();

    assertThat(vendor.path("VendorHoldReleaseDate").asText()).isEqualTo("1900-01-01T00:00:00Z");
    assertThat(vendor.path("PrimaryEmailAddress").asText("null")).isEmpty();
    assertThat(vendor.path("CreditLimit").decimalValue()).isZero();
    assertThat(vendor.path("OnHoldStatus").asText()).isEqualTo("No");
    assertThat(vendor).noneMatch(JsonNode::isNull);
  }

  @Test
  void selectGivesThatAndTheEtagOnly() {
    Answer answer = client.get("CustomersV3", "$select", "CustomerAccount,CreditLimit");

    assertThat(answer.header("Content-Type")).isEqualTo("application/json; odata.metadata=minimal");
    assertThat(rows(answer).get(0).fieldNames())
        .toIterable()
        .containsExactly("@odata.etag", "CustomerAccount", "CreditLimit");
    assertThat(client.get("CustomersV3", "$select", "CustomerAccount,Nothing").status())
        .isEqualTo(400);
  }

  @Test
  void fullMetadataAddsIds() {
    Answer answer =
        client.send(
            "GET",
            "/data/CustomersV3?$top=1",
            null,
            "Accept",
            "application/json;odata.metadata=full");

    assertThat(rows(answer).get(0).path("@odata.id").asText())
        .isEqualTo(
            client.uri() + "/data/CustomersV3(dataAreaId=%27usmf%27,CustomerAccount=%27US-001%27)");
  }

  @Test
  void anEtagTellsVersionsAndRecordsOfRowAndParty() {
    JsonNode row = customer("usmf", "US-001");
    String pairs = decoded(row.path("@odata.etag").asText());

    assertThat(pairs).matches("'1,5637\\d+;0,0;0,0;0,0;1,5637\\d+;0,0;0,0;0,0'");
  }

  @Test
  void anEtagMissesEmailPhoneAndAddress() {
    String before = customer("usmf", "US-001").path("@odata.etag").asText();
    client.control(
        "PATCH",
        "/rows/CustomersV3/usmf/US-001",
        "{'PrimaryContactPhone':'1','PrimaryContactEmail':'a@b.example','AddressCity':'Oslo'}");

    JsonNode after = customer("usmf", "US-001");
    assertThat(after.path("PrimaryContactPhone").asText()).isEqualTo("1");
    assertThat(after.path("FullPrimaryAddress").asText()).contains("Oslo");
    assertThat(after.path("@odata.etag").asText()).isEqualTo(before);

    client.control("PATCH", "/rows/CustomersV3/usmf/US-001", "{'CreditLimit':5}");
    assertThat(decoded(customer("usmf", "US-001").path("@odata.etag").asText()))
        .doesNotStartWith("'1,")
        .contains(";1,");
  }

  @Test
  void aPartyIsRenamedInAllItsCompanies() {
    String two = customer("jpmf", "JP-001").path("PartyNumber").asText();
    client.control("PATCH", "/rows/CustomersV3/jpmf/JP-001", "{'OrganizationName':'Renamed'}");

    List<JsonNode> both =
        rows(
            client.get(
                "CustomersV3", "cross-company", "true", "$filter", "PartyNumber eq '" + two + "'"));
    assertThat(both).hasSize(2);
    assertThat(both)
        .extracting(row -> row.path("OrganizationName").asText())
        .containsOnly("Renamed");
    assertThat(both)
        .extracting(row -> decoded(row.path("@odata.etag").asText()))
        .allMatch(pairs -> pairs.startsWith("'1,") && !pairs.contains(";1,"));
  }

  private static String decoded(String etag) {
    assertThat(etag).startsWith("W/\"").endsWith("\"");
    byte[] text = Base64.getDecoder().decode(etag.substring(3, etag.length() - 1));
    return new String(text, StandardCharsets.UTF_8);
  }
}
