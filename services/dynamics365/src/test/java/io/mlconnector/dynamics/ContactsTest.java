package io.mlconnector.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Persons are found with the accounts that they belong to, from either entity set. */
@QuarkusTest
class ContactsTest extends DynamicsTest {

  @AfterEach
  void restore() {
    dynamics.patch("/settings", "{\"missingEntities\":[],\"pageMaximum\":10000}");
  }

  private void connectReading(String set) {
    ObjectNode document = document();
    ((ObjectNode) document.path("settings")).put("contactSet", set);
    ((ObjectNode) document.at("/streams/customers")).put("every", "1h");
    ((ObjectNode) document.at("/streams/vendors")).put("every", "1h");
    connect(document);
  }

  /** The accounts of each e-mail address. */
  private Map<String, TreeSet<String>> byEmail() {
    Map<String, TreeSet<String>> accounts = new TreeMap<>();
    for (JsonNode contact : published("contact").values()) {
      if (contact.hasNonNull("email")) {
        TreeSet<String> mine =
            accounts.computeIfAbsent(contact.path("email").asText(), email -> new TreeSet<>());
        mine.add(contact.path("customerKey").asText("") + contact.path("vendorKey").asText(""));
      }
    }
    return accounts;
  }

  /** What the vendor itself says, by e-mail address. */
  private Map<String, TreeSet<String>> expected() {
    Map<String, TreeSet<String>> accounts = new TreeMap<>();
    for (JsonNode row : rows("CDSContactPersonsV2")) {
      String email = row.path("PrimaryEmailAddress").asText();
      if (!email.isEmpty()) {
        accounts
            .computeIfAbsent(email, each -> new TreeSet<>())
            .add(key(row, "AssociatedContactNumber"));
      }
    }
    return accounts;
  }

  @Test
  void aPersonBelongsToEveryAccountOfItsPartyInItsOwnCompanyFirst() {
    connectReading("auto");
    int persons = rows("ContactPersons").size();
    awaitPublished("contact", persons);
    Map<String, TreeSet<String>> expected = expected();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                byEmail()
                    .forEach(
                        (email, accounts) ->
                            assertThat(accounts).containsAll(expected.get(email))));
    assertThat(published("contact").keySet()).anyMatch(key -> key.contains("#"));
    published("contact")
        .forEach(
            (key, contact) -> {
              String account =
                  contact.path("customerKey").asText("") + contact.path("vendorKey").asText("");
              if (!key.contains("#") && !account.isEmpty()) {
                assertThat(account).startsWith(key.substring(0, key.indexOf(':') + 1));
              }
            });
  }

  @Test
  void theServiceDocumentIsReadOnceToTestAndOnceToScan() {
    long before = dynamics.now();

    connect(quiet());
    awaitPublished("contact", rows("ContactPersons").size());

    assertThat(dynamics.callsSince(before).stream().filter("GET /data/ 200"::equals)).hasSize(2);
  }

  @Test
  void withoutAnEmailAddressOnlyTheDefaultAccountIsTaken() {
    connectReading("ContactPersons");
    awaitPublished("contact", rows("ContactPersons").size());

    List<JsonNode> unknown =
        published("contact").values().stream()
            .filter(contact -> !contact.hasNonNull("email"))
            .collect(Collectors.toList());

    assertThat(unknown).isNotEmpty();
    assertThat(unknown)
        .allSatisfy(
            contact -> {
              assertThat(contact.path("key").asText()).doesNotContain("#");
              assertThat(contact.path("gaps").toString()).contains("no primary e-mail address");
            });
  }

  @Test
  void theOtherSetGivesOnePersonWithAllAccountsAcrossPages() {
    dynamics.patch("/settings", "{\"missingEntities\":[\"ContactPersons\"],\"pageMaximum\":2}");
    Map<String, TreeSet<String>> expected = expected();

    connectReading("auto");

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(byEmail()).isEqualTo(expected));
    long persons =
        rows("CDSContactPersonsV2").stream()
            .map(row -> key(row, "ContactPersonPartyNumber"))
            .distinct()
            .count();
    assertThat(published("contact").keySet().stream().filter(key -> !key.contains("#")).count())
        .isEqualTo(persons);
  }

  @Test
  void aVersionWithoutEitherSetSaysWhatToName() {
    dynamics.patch(
        "/settings", "{\"missingEntities\":[\"ContactPersons\",\"CDSContactPersonsV2\"]}");

    connectReading("auto");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(streams()).contains("name your set in the setting contactSet"));
  }
}
