package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.testkit.Topic;
import io.mlconnector.testkit.Wish;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrganizationsTest extends ZendeskTest {

  @Test
  void oneNewOrganizationIsLookedUpAndMadeByOneCall() {
    Wish wish = organization(newKey());
    long before = zendesk.now();

    Outcome outcome = delivered(wish);

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.CREATED);
    assertThat(organizations(wish))
        .singleElement()
        .satisfies(made -> assertThat(made.path("id").asText()).isEqualTo(outcome.targetKey()));
    assertThat(zendesk.callsSince(before))
        .containsExactly(
            "GET /api/v2/organizations/show_many.json 200", "POST /api/v2/organizations 201");
  }

  @Test
  void anUnchangedOrganizationIsReadAndNotWritten() {
    Wish wish = organization(newKey());
    delivered(wish);
    long before = zendesk.now();

    assertThat(delivered(wish).result()).isEqualTo(Result.UNCHANGED);

    assertThat(zendesk.writesSince(before)).isEmpty();
  }

  @Test
  void onlyWhatDiffersIsSentByOneCallOnTheKnownId() {
    String key = newKey();
    String id = delivered(organization(key).with("notes", "old")).targetKey();
    long before = zendesk.now();

    Outcome outcome = delivered(organization(key).with("notes", "new"));

    assertThat(outcome.result()).isEqualTo(Result.UPDATED);
    assertThat(zendesk.writesSince(before))
        .containsExactly("PUT /api/v2/organizations/" + id + ".json 200");
    assertThat(organizations(organization(key)).get(0).path("notes").asText()).isEqualTo("new");
  }

  @Test
  void aThousandNewOnesAreFewCallsAndAThousandChangedOnesFewerAndUnchangedOnesNoWrite() {
    List<String> keys = Stream.generate(ZendeskTest::newKey).limit(1_000).toList();
    long before = zendesk.now();
    sendAll(keys.stream().map(key -> organization(key).delivery()).toList(), Result.CREATED);
    assertThat(zendesk.callsSince(before)).hasSizeLessThanOrEqualTo(60);

    long created = zendesk.now();
    List<Delivery> changed =
        keys.stream().map(key -> organization(key).with("notes", "n").delivery()).toList();
    sendAll(changed, Result.UPDATED);
    assertThat(zendesk.callsSince(created))
        .hasSizeLessThanOrEqualTo(35)
        .noneMatch(call -> call.contains("external_ids"));

    long updated = zendesk.now();
    sendAll(
        keys.stream().map(key -> organization(key).with("notes", "n").delivery()).toList(),
        Result.UNCHANGED);
    assertThat(zendesk.writesSince(updated)).isEmpty();
  }

  private static void sendAll(List<Delivery> deliveries, Result result) {
    Topic.deliveries("zendesk").send(deliveries);
    assertThat(Topic.outcomes(deliveries).values())
        .allSatisfy(outcome -> assertThat(outcome.result()).isEqualTo(result));
  }

  @Test
  void aLinkedOrganizationGetsAnotherExternalIdAndNoSecondOneIsMade() {
    String key = newKey();
    String id = delivered(organization(key)).targetKey();
    String number = "US-" + key;

    Outcome outcome = delivered(organization(key).with("external_id", number));

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.UPDATED);
    assertThat(outcome.targetKey()).isEqualTo(id);
    assertThat(organizations(organization(key)).size()).isZero();
    assertThat(zendesk.get("/organizations/" + id).path("external_id").asText()).isEqualTo(number);
  }

  @Test
  void aNumberThatIsAnotherRecordsExternalIdIsParkedAndNothingIsWritten() {
    String number = "US-" + newKey();
    String id = delivered(organization(newKey()).with("external_id", number)).targetKey();
    JsonNode before = zendesk.get("/organizations/" + id);

    Outcome outcome =
        delivered(organization(newKey()).with("external_id", number.toLowerCase(Locale.ROOT)));

    assertThat(outcome.result()).isEqualTo(Result.PARKED);
    assertThat(outcome.reason()).contains("customer");
    assertThat(zendesk.get("/organizations/" + id)).isEqualTo(before);
  }

  @Test
  void aRouteThatNamesItsTagsGivesAndTakesTheseAndLeavesOthers() {
    String key = newKey();
    delivered(tagged(key, "vendor"));
    String id = organizations(organization(key)).get(0).path("id").asText();
    zendesk.patch("/organizations/" + id, "{\"tags\":[\"vendor\",\"by_hand\"]}");
    long before = zendesk.now();
    assertThat(delivered(tagged(key, "vendor")).result()).isEqualTo(Result.UNCHANGED);
    assertThat(zendesk.writesSince(before)).isEmpty();

    assertThat(delivered(tagged(key, "vendor", "vendor_inactive")).result())
        .isEqualTo(Result.UPDATED);
    assertThat(delivered(tagged(key, "vendor_inactive")).result()).isEqualTo(Result.UPDATED);

    assertThat(organizations(organization(key)).get(0).path("tags").toString())
        .contains("by_hand", "vendor_inactive")
        .doesNotContain("\"vendor\"");
  }

  private static Wish tagged(String key, String... tags) {
    com.fasterxml.jackson.databind.node.ArrayNode all =
        com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
    List.of(tags).forEach(all::add);
    return organization(key).with("tags", all).policy("managedTags", "vendor, vendor_inactive");
  }

  @Test
  void aTakenNameIsParkedAndNobodysKeyIsOverwritten() {
    JsonNode other =
        zendesk.post("/organizations", body("Taken " + newKey(), "by-hand-" + newKey()));
    Wish wish = twin(newKey(), other).match("external_id", "name");

    Outcome outcome = delivered(wish);

    assertThat(outcome.result()).isEqualTo(Result.PARKED);
    assertThat(outcome.reason()).contains("Rename one of the two").contains("suffix");
    assertThat(zendesk.get("/organizations/" + other.path("id").asText()).path("external_id"))
        .isEqualTo(other.path("external_id"));
  }

  @Test
  void aTakenNameGetsASuffixWherePolicySaysSoAndIsNotWrittenAgain() {
    JsonNode other =
        zendesk.post("/organizations", body("Twin " + newKey(), "by-hand-" + newKey()));
    String key = newKey();
    Wish wish = twin(key, other).policy("nameClash", "suffix");

    assertThat(delivered(wish).result()).isEqualTo(Result.CREATED);
    assertThat(organizations(wish).get(0).path("name").asText())
        .isEqualTo(other.path("name").asText() + " (" + key + ")");
    long before = zendesk.now();

    assertThat(delivered(twin(key, other).policy("nameClash", "suffix")).result())
        .isEqualTo(Result.UNCHANGED);
    assertThat(zendesk.writesSince(before)).isEmpty();
  }

  @Test
  void aTakenNameOutOfAJobGetsItsSuffixByOneCallWhichIsNotRefusedFirst() {
    JsonNode other =
        zendesk.post("/organizations", body("Twin " + newKey(), "by-hand-" + newKey()));
    String key = newKey();
    List<Wish> wishes = List.of(organization(newKey()), twin(key, other), organization(newKey()));
    List<Delivery> all =
        wishes.stream().map(wish -> wish.policy("nameClash", "suffix").delivery()).toList();
    long before = zendesk.now();

    sendAll(all, Result.CREATED);

    assertThat(organizations(wishes.get(1)).get(0).path("name").asText())
        .isEqualTo(other.path("name").asText() + " (" + key + ")");
    assertThat(zendesk.writesSince(before))
        .containsExactly(
            "POST /api/v2/organizations/create_many.json 200", "POST /api/v2/organizations 201");
  }

  @Test
  void anOrganizationMadeByHandIsAdoptedByItsNameWhereTheRouteMatchesByName() {
    JsonNode other = zendesk.post("/organizations", body("By hand " + newKey(), null));
    Wish wish = twin(newKey(), other).match("external_id", "name");

    Outcome outcome = delivered(wish);

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.UPDATED);
    assertThat(outcome.targetKey()).isEqualTo(other.path("id").asText());
    assertThat(organizations(wish)).hasSize(1);
  }

  @Test
  void withoutThatItIsNotAdopted() {
    JsonNode other = zendesk.post("/organizations", body("By hand " + newKey(), null));

    Outcome outcome = delivered(twin(newKey(), other));

    assertThat(outcome.result()).isEqualTo(Result.PARKED);
    assertThat(zendesk.get("/organizations/" + other.path("id").asText()).path("external_id"))
        .isEqualTo(NullNode.instance);
  }

  @Test
  void oneThatIsGoneInTheTargetIsParkedAndSaysWhatCanBeDone() {
    String key = newKey();
    String id = delivered(organization(key)).targetKey();
    service().get("/api/system").good();
    delete(id);

    Outcome outcome = delivered(organization(key).with("notes", "later"));

    assertThat(outcome.result()).isEqualTo(Result.PARKED);
    assertThat(outcome.reason()).contains(id, "recreate", "unlink");
  }

  @Test
  void aRefusedItemOfAJobIsParkedAloneWithTheVendorsWords() {
    Delivery wrong = organization(newKey()).with("group_id", 999_999_999L).delivery();
    Wish first = organization(newKey());
    Wish second = organization(newKey());
    Wish third = organization(newKey());
    Delivery[] all = {first.delivery(), wrong, second.delivery(), third.delivery()};

    send(all);

    assertThat(Topic.outcome(all[0]).result()).isEqualTo(Result.CREATED);
    assertThat(Topic.outcome(all[2]).result()).isEqualTo(Result.CREATED);
    assertThat(Topic.outcome(all[3]).result()).isEqualTo(Result.CREATED);
    assertThat(organizations(third)).hasSize(1);
  }

  @Test
  void missingFieldsAreReportedThenMade() {
    String field = "f_" + newKey();
    String provision = "/api/connections/zendesk/objects/organization/provision";
    String wanted =
        "\"fields\":[{\"path\":\"organization_fields.%s\",\"type\":\"DECIMAL\"}]".formatted(field);

    String reported = service().post(provision, "{\"dryRun\":true," + wanted + "}").good().text();
    assertThat(reported).contains(field);
    assertThat(liveFields()).doesNotContain(field);

    service().post(provision, "{\"dryRun\":false," + wanted + "}").good();
    assertThat(liveFields()).contains(field);
  }

  private String liveFields() {
    return service().get("/api/connections/zendesk/objects/organization").good().text();
  }

  private void delete(String id) {
    zendesk.delete("/organizations/" + id);
  }

  private static Wish twin(String key, JsonNode other) {
    return Wish.of(
            CONNECTION,
            "organization",
            new io.mlconnector.canonical.RecordKey("fusion", "customer", key))
        .with("name", other.path("name").asText());
  }

  private static String body(String name, String externalId) {
    return externalId == null
        ? "{\"name\":\"%s\"}".formatted(name)
        : "{\"name\":\"%s\",\"external_id\":\"%s\"}".formatted(name, externalId);
  }
}
