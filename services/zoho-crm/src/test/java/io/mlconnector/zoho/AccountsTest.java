package io.mlconnector.zoho;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.testkit.Wish;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountsTest extends ZohoTest {

  @Test
  void oneNewAccountIsLookedForMadeByUpsertAndReadBack() {
    String key = newKey();
    long before = zoho.now();

    Outcome outcome =
        delivered(
            account(key)
                .with("credit_limit", "1234.567")
                .with("account_number", "4711")
                .with("Billing_City", " Lund "));

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.CREATED);
    assertThat(writesSince(before)).containsExactly("POST /crm/v8/Accounts/upsert 200");
    assertThat(looksSince(before)).hasSize(2);
    JsonNode stored = record("Accounts", outcome.targetKey());
    assertThat(stored.path("ERP_Id").asText()).isEqualTo("jde:customer:" + key);
    assertThat(outcome.stored().get("credit_limit").decimalValue()).isEqualByComparingTo("1234.57");
    assertThat(outcome.stored().get("account_number").asText()).isEqualTo("4711");
    assertThat(outcome.stored().get("Billing_City").asText()).isEqualTo("Lund");
  }

  @Test
  void anUnchangedAccountIsReadAndNotWritten() {
    Wish wish = account(newKey()).with("Account_Type", "Prospect").with("credit_limit", "5.00");
    delivered(wish);
    long before = zoho.now();

    assertThat(delivered(wish).result()).isEqualTo(Result.UNCHANGED);

    assertThat(writesSince(before)).isEmpty();
  }

  @Test
  void onlyWhatDiffersIsSentById() {
    String key = newKey();
    String id = delivered(account(key).with("Phone", "+46 1")).targetKey();
    long before = zoho.now();

    Outcome outcome = delivered(account(key).with("Phone", "+46 2"));

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.UPDATED);
    assertThat(writesSince(before)).containsExactly("PUT /crm/v8/Accounts 200");
    assertThat(zoho.bodies("/crm/v8/Accounts"))
        .last()
        .satisfies(
            body ->
                assertThat(body)
                    .contains("\"id\":\"" + id + "\"", "\"Phone\":\"+46 2\"", "\"trigger\":[]")
                    .doesNotContain("Account_Name"));
  }

  @Test
  void aThousandRecordsAreTenWritesAndFewLooks() {
    List<String> keys = Stream.generate(ZohoTest::newKey).limit(1_000).toList();
    long before = zoho.now();
    together();
    allEnd(keys.stream().map(ZohoTest::account).toList(), Result.CREATED);
    assertThat(writesSince(before)).hasSizeLessThanOrEqualTo(10);
    assertThat(looksSince(before)).hasSizeLessThanOrEqualTo(10);

    long created = zoho.now();
    together();
    allEnd(keys.stream().map(key -> account(key).with("Phone", "1")).toList(), Result.UPDATED);
    assertThat(writesSince(created)).hasSizeLessThanOrEqualTo(10);
    assertThat(looksSince(created)).hasSizeLessThanOrEqualTo(10);
  }

  /** Has what is sent next wait until all of it is there: how it arrives is not the adapter's. */
  private void together() {
    zoho.fault("{\"kind\":\"throttle\",\"path\":\"/crm/v8/coql\",\"times\":1,\"retryAfter\":8}");
  }

  @Test
  void noAutomationOfTheOrganizationRuns() {
    long before = zoho.get("/automations").path("total").asLong();
    String key = newKey();

    delivered(account(key));
    delivered(account(key).with("Phone", "7"));

    assertThat(zoho.get("/automations").path("total").asLong()).isEqualTo(before);
  }

  @Test
  void customersOfOneNameBecomeTwoAccounts() {
    String name = "Same " + newKey();

    Outcome one = delivered(account(newKey()).with("Account_Name", name));
    Outcome two = delivered(account(newKey()).with("Account_Name", name));

    assertThat(two.result()).as(two.reason()).isEqualTo(Result.CREATED);
    assertThat(two.targetKey()).isNotEqualTo(one.targetKey());
  }

  @Test
  void theDuplicateCheckIsSaidInTheBodyAndIsOurOwnField() {
    delivered(account(newKey()));

    assertThat(zoho.bodies("/crm/v8/Accounts/upsert"))
        .last()
        .satisfies(body -> assertThat(body).contains("\"duplicate_check_fields\":[\"ERP_Id\"]"));
  }

  @Test
  void whatAPickListLacksIsRefusedBeforeAnythingIsSent() {
    long before = zoho.now();

    Outcome outcome = delivered(account(newKey()).with("Industry", "Alchemy"));

    assertThat(outcome.result()).isEqualTo(Result.PARKED);
    assertThat(outcome.reason()).contains("Industry", "'Alchemy'", "Manufacturing");
    assertThat(writesSince(before)).isEmpty();
  }

  @Test
  void oneRefusedRecordOfABatchIsParkedAndTheOthersAreWrittenWhateverTheStatus() {
    for (int status : new int[] {207, 202, 200}) {
      zoho.patch("/settings", "{\"partlyFailedStatus\":" + status + "}");
      String good = newKey();
      String bad = newKey();

      List<Outcome> outcomes =
          List.copyOf(all(List.of(account(good), account(bad).with("Website", "no web site"))));

      assertThat(outcomes)
          .extracting(Outcome::result)
          .containsExactlyInAnyOrder(Result.CREATED, Result.PARKED);
      assertThat(outcomes)
          .filteredOn(outcome -> outcome.result() == Result.PARKED)
          .singleElement()
          .satisfies(outcome -> assertThat(outcome.reason()).contains("INVALID_DATA", "Website"));
    }
  }

  @Test
  void aBatchThatFailsAsAWholeIsReadRecordByRecord() {
    for (int status : new int[] {400, 202, 200}) {
      zoho.patch("/settings", "{\"allFailedStatus\":" + status + "}");

      Outcome outcome = delivered(account(newKey()).with("Website", "no web site"));

      assertThat(outcome.result()).isEqualTo(Result.PARKED);
      assertThat(outcome.reason()).contains("INVALID_DATA", "Website");
    }
  }

  @Test
  void aLockedRecordAndOneInABlueprintAreParkedWithWhatToDo() {
    String locked = newKey();
    String blue = newKey();
    lock(delivered(account(locked)).targetKey(), true, false);
    lock(delivered(account(blue)).targetKey(), false, true);

    assertThat(delivered(account(locked).with("Phone", "1")).reason())
        .contains("RECORD_LOCKED", "unlock it there");
    assertThat(delivered(account(blue).with("Phone", "1")).reason())
        .contains("RECORD_IN_BLUEPRINT", "finish it there");
  }

  private void lock(String id, boolean locked, boolean blueprint) {
    zoho.post(
        "/records/Accounts/" + id + "/lock",
        "{\"locked\":%s,\"blueprint\":%s}".formatted(locked, blueprint));
  }

  @Test
  void aRecordThatIsDeletedInZohoIsGoneAndNotMadeAgain() {
    String key = newKey();
    String id = delivered(account(key)).targetKey();
    zoho.delete("/records/Accounts/" + id);

    Outcome outcome = delivered(account(key).with("Phone", "1"));

    assertThat(outcome.result()).isEqualTo(Result.PARKED);
    assertThat(outcome.reason()).contains(id);
  }

  @Test
  void anAnswerThatIsLostIsLookedForAndNoSecondRecordIsMade() {
    String key = newKey();
    zoho.fault(
        "{\"kind\":\"applied-then-dropped\",\"path\":\"/crm/v8/Accounts/upsert\",\"times\":1}");

    Outcome outcome = delivered(account(key));

    assertThat(outcome.result()).as(outcome.reason()).isIn(Result.CREATED, Result.UNCHANGED);
    assertThat(having("Accounts", "ERP_Id", "jde:customer:" + key)).isEqualTo(1);
  }

  @Test
  void aThrottleWithoutATimeIsWaitedOutAndTheRecordIsWritten() {
    zoho.fault("{\"kind\":\"throttle\",\"path\":\"/crm/v8/Accounts/upsert\",\"times\":2}");

    assertThat(delivered(account(newKey())).result()).isEqualTo(Result.CREATED);
  }

  @Test
  void aTokenThatDiedIsReplacedOnce() {
    delivered(account(newKey()));
    zoho.fault("{\"kind\":\"revoke-tokens\",\"path\":\"/crm/v8/coql\",\"times\":1}");
    long before = zoho.now();

    assertThat(delivered(account(newKey())).result()).isEqualTo(Result.CREATED);

    assertThat(zoho.callsSince(before))
        .filteredOn(call -> call.contains("/oauth/v2/token"))
        .hasSize(1);
  }
}
