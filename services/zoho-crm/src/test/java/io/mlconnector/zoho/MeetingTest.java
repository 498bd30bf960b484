package io.mlconnector.zoho;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.testkit.Wish;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Records that were on both sides before the first sync. */
@QuarkusTest
class MeetingTest extends ZohoTest {

  private static Wish matching(String key, String email, String taxId) {
    return account(key)
        .with("email", email)
        .with("tax_id", taxId)
        .match("external_id", "email", "tax_id");
  }

  @Test
  void oneRecordWithTheTaxIdWrittenAnyhowIsLinked() {
    String key = newKey();
    String id = made("Accounts", "Account_Name", "Old " + key, "Tax_ID", " de-" + key + " 1");

    Outcome outcome = delivered(matching(key, null, "DE" + key + "1"));

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.UPDATED);
    assertThat(outcome.targetKey()).isEqualTo(id);
    assertThat(record("Accounts", id).path("ERP_Id").asText()).endsWith(key);
  }

  @Test
  void anAccountIsKnownByTheEmailOfItsContact() {
    String key = newKey();
    String id = made("Accounts", "Account_Name", "Old " + key);
    zoho.post(
        "/records/Contacts",
        "{\"Last_Name\":\"Office\",\"Email\":\"Office%s@ACME.example\",\"Account_Name\":{\"id\":\"%s\"}}"
            .formatted(key, id));

    Outcome outcome = delivered(matching(key, " office" + key + "@acme.EXAMPLE", null));

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.UPDATED);
    assertThat(outcome.targetKey()).isEqualTo(id);
  }

  @Test
  void anAccountIsKnownByTheFieldInWhichTheOrganizationKeepsItsEmail() {
    String key = newKey();
    String id =
        made(
            "Accounts", "Account_Name", "Old " + key, "Account_Email", "F" + key + "@ACME.example");
    ObjectNode document = Connections.quiet(Connections.refreshToken("meeting-field"));
    ((ObjectNode) document.path("settings"))
        .putObject("accountFields")
        .put("email", "Account_Email");
    connect(document);

    Outcome outcome =
        delivered(
            Wish.of("meeting-field", "account", new RecordKey("jde", "customer", key))
                .with("Account_Name", "Company " + key)
                .with("email", " f" + key + "@acme.EXAMPLE")
                .match("external_id", "email"));

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.UPDATED);
    assertThat(outcome.targetKey()).isEqualTo(id);
    service().delete("/api/connections/meeting-field");
  }

  @Test
  void severalRecordsAreParkedWithTheirKeysAndNoneIsTouched() {
    String key = newKey();
    String one = made("Accounts", "Account_Name", "One " + key, "Tax_ID", "SE " + key);
    String two = made("Accounts", "Account_Name", "Two " + key, "Tax_ID", "se" + key);
    long before = zoho.now();

    Outcome outcome = delivered(matching(key, null, "SE" + key));

    assertThat(outcome.result()).isEqualTo(Result.PARKED);
    assertThat(outcome.reason()).contains(one, two, "tax_id");
    assertThat(writesSince(before)).isEmpty();
  }

  @Test
  void theFirstMatchKeyUnderWhichAnythingIsFoundDecides() {
    String key = newKey();
    String byEmail = made("Accounts", "Account_Name", "Mail " + key);
    zoho.post(
        "/records/Contacts",
        "{\"Last_Name\":\"Office\",\"Email\":\"first%s@acme.example\",\"Account_Name\":{\"id\":\"%s\"}}"
            .formatted(key, byEmail));
    made("Accounts", "Account_Name", "Tax " + key, "Tax_ID", "NO" + key);

    Outcome outcome = delivered(matching(key, "first" + key + "@acme.example", "NO" + key));

    assertThat(outcome.targetKey()).as(outcome.reason()).isEqualTo(byEmail);
  }

  @Test
  void aRecordThatIsKeptInAgreementWithAnotherIsNotTaken() {
    String key = newKey();
    String other = newKey();
    delivered(matching(other, null, "FI" + key));

    Outcome outcome = delivered(matching(key, null, "FI " + key));

    assertThat(outcome.result()).isEqualTo(Result.PARKED);
    assertThat(outcome.reason()).contains("tax_id", "another record");
  }

  @Test
  void whatWasJustMadeAtZohoIsFoundThoughItsSearchLags() {
    String key = newKey();
    zoho.patch("/settings", "{\"searchLagSeconds\":3600}");
    // So that there is an index from before.
    delivered(matching(newKey(), null, "DK" + newKey()));
    String id = made("Accounts", "Account_Name", "New " + key, "Tax_ID", "DK" + key);

    assertThat(delivered(matching(key, null, "DK" + key)).targetKey()).isEqualTo(id);
  }

  @Test
  void aCandidateThatIsDeletedIsNone() {
    String key = newKey();
    String id = made("Accounts", "Account_Name", "Gone " + key, "Tax_ID", "PL" + key);
    delivered(matching(newKey(), null, "PL" + newKey()));
    zoho.delete("/records/Accounts/" + id);

    Outcome outcome = delivered(matching(key, null, "PL" + key));

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.CREATED);
  }

  @Test
  void nothingIsEverSearchedFor() {
    assertThat(zoho.callsSince(0)).noneMatch(call -> call.contains("/search"));
  }

  @Test
  void aContactIsKnownByItsOwnEmailAndHangsOnItsAccount() {
    String key = newKey();
    Wish parent = account(key);
    String account = delivered(parent).targetKey();
    String id = made("Contacts", "Last_Name", "Old", "Email", "P" + key + "@acme.example");

    Outcome outcome =
        delivered(
            contact(key)
                .with("email", "p" + key + "@acme.example")
                .linked("Account_Name", parent.ref())
                .match("external_id", "email"));

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.UPDATED);
    assertThat(outcome.targetKey()).isEqualTo(id);
    assertThat(record("Contacts", id).path("Account_Name").path("id").asText()).isEqualTo(account);
    assertThat(outcome.stored().get("Account_Name").asText()).isEqualTo(account);
  }
}
