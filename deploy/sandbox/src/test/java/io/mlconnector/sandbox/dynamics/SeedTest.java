package io.mlconnector.sandbox.dynamics;

import static io.mlconnector.sandbox.dynamics.DynamicsClient.rows;
import static io.mlconnector.sandbox.dynamics.DynamicsClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Contact;
import io.mlconnector.sandbox.Customer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the environment from the start. */
class SeedTest {

  private static DynamicsClient client;

  @BeforeAll
  static void start() {
    client = new DynamicsClient();
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  private static List<JsonNode> all(String set) {
    return rows(client.get(set, "cross-company", "true"));
  }

  private static Set<String> values(String set, String property) {
    return all(set).stream().map(row -> row.path(property).asText()).collect(Collectors.toSet());
  }

  @Test
  void theCompaniesCustomersAndContactsAreThoseOfTheOtherVendors() {
    assertThat(texts(client.get("LegalEntities"), "LegalEntityId"))
        .containsExactlyElementsOf(DynamicsSeed.COMPANIES);
    assertThat(values("CustomersV3", "OrganizationName"))
        .containsAll(client.sandbox.company().customers().stream().map(Customer::name).toList());
    assertThat(values("ContactPersons", "LastName"))
        .containsAll(client.sandbox.company().contacts().stream().map(Contact::lastName).toList());
    assertThat(all("CustomersV3").stream().map(SeedTest::key)).doesNotHaveDuplicates();
    assertThat(all("VendorsV2").stream().map(SeedTest::key)).doesNotHaveDuplicates();
  }

  private static String key(JsonNode row) {
    return (row.path("dataAreaId").asText()
            + "/"
            + row.path("CustomerAccount").asText()
            + row.path("VendorAccountNumber").asText())
        .toLowerCase();
  }

  @Test
  void someVendorsAreCustomersSomeHaveTheirNameAndSomeTheirNumber() {
    Map<String, String> names =
        all("CustomersV3").stream()
            .collect(
                Collectors.toMap(
                    row -> row.path("PartyNumber").asText(),
                    row -> row.path("OrganizationName").asText(),
                    (a, b) -> a));
    Set<String> keys = all("CustomersV3").stream().map(SeedTest::key).collect(Collectors.toSet());

    assertThat(all("VendorsV2"))
        .anyMatch(row -> names.containsKey(row.path("VendorPartyNumber").asText()))
        .anyMatch(
            row ->
                !names.containsKey(row.path("VendorPartyNumber").asText())
                    && names.containsValue(row.path("VendorOrganizationName").asText()))
        .anyMatch(row -> keys.contains(key(row)))
        .anyMatch(row -> !names.containsValue(row.path("VendorOrganizationName").asText()));
    assertThat(values("VendorsV2", "VendorHoldReleaseDate"))
        .containsExactlyInAnyOrder("1900-01-01T00:00:00Z", "1900-01-01T12:00:00Z");
  }

  @Test
  void contactsAreLinkedByPartyAndSomeHaveSeveralAccounts() {
    Set<String> parties = new HashSet<>(values("CustomersV3", "PartyNumber"));
    parties.addAll(values("VendorsV2", "VendorPartyNumber"));

    assertThat(all("ContactPersons"))
        .allMatch(row -> parties.contains(row.path("AssociatedPartyNumber").asText()));
    Map<String, Long> rowsOfOne =
        all("ContactPersons").stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.path("ContactPersonPartyNumber").asText(), Collectors.counting()));
    assertThat(rowsOfOne.values()).contains(1L, 2L);
  }

  @Test
  void theOtherContactSetNamesTheAccountDirectly() {
    Set<String> customers =
        all("CustomersV3").stream().map(SeedTest::key).collect(Collectors.toSet());
    List<JsonNode> links = all("CDSContactPersonsV2");

    assertThat(links)
        .filteredOn(row -> row.path("AssociatedContactType").asText().equals("Customer"))
        .isNotEmpty()
        .allMatch(
            row ->
                customers.contains(
                    (row.path("dataAreaId").asText()
                            + "/"
                            + row.path("AssociatedContactNumber").asText())
                        .toLowerCase()));
    assertThat(links).anyMatch(row -> row.path("AssociatedContactType").asText().equals("Vendor"));
    JsonNode first = links.get(0);
    String key =
        "CDSContactPersonsV2(dataAreaId='%s',ContactPersonPartyNumber='%s',"
                .formatted(
                    first.path("dataAreaId").asText(),
                    first.path("ContactPersonPartyNumber").asText())
            + "AssociatedContactType=Microsoft.Dynamics.DataEntities.ContactForParty'%s',"
                .formatted(first.path("AssociatedContactType").asText())
            + "AssociatedContactNumber='%s')"
                .formatted(first.path("AssociatedContactNumber").asText());
    assertThat(client.get(key, "cross-company", "true").status()).isEqualTo(200);
  }
}
