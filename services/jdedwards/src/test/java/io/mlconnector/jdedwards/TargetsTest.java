package io.mlconnector.jdedwards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.sandbox.jde.JdeAccounts;
import io.mlconnector.testkit.Wish;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wanted is there once, and what is not there is said. */
@QuarkusTest
class TargetsTest extends JdeTest {

  private Wish customer(String key) {
    return wish("customer", key)
        .match("externalId", "email", "taxId")
        .with("externalId", key)
        .with("name", "Acme " + key)
        .with("email", "mail-" + key + "@acme.example")
        .with("creditLimit", 5000)
        .with("paymentTerms", "N30")
        .with("city", "Berlin")
        .with("country", "DE");
  }

  private List<String> withKey(String key) {
    List<String> numbers = new ArrayList<>();
    jde.get("/rows/F0101?ALKY=" + key)
        .path("rows")
        .forEach(row -> numbers.add(row.path("AN8").asText()));
    return numbers;
  }

  @Test
  void aCustomerIsMadeOnceChangedByDifferencesAndLeftAloneOtherwise() {
    connectToWrite();
    String key = newKey();

    Outcome made = delivered(customer(key));
    long before = jde.now();
    Outcome again = delivered(customer(key));
    long runs = calls(before, "/orchestrator/");
    Outcome changed = delivered(customer(key).with("creditLimit", 7500));

    assertThat(made.result()).as(made.reason()).isEqualTo(Result.CREATED);
    assertThat(made.stored().get("creditLimit").decimalValue()).isEqualByComparingTo("5000");
    assertThat(made.stored().get("name").asText()).isEqualTo("Acme " + key);
    assertThat(again.result()).as(again.reason()).isEqualTo(Result.UNCHANGED);
    assertThat(runs).isZero();
    assertThat(changed.result()).as(changed.reason()).isEqualTo(Result.UPDATED);
    assertThat(changed.targetKey()).isEqualTo(made.targetKey());
    assertThat(withKey(key)).containsExactly(made.targetKey());
    JsonNode entry = entry(made.targetKey());
    assertThat(entry.at("/companies/" + JdeAccounts.COMPANY + "/ACL").asText()).startsWith("7500");
    assertThat(entry.at("/companies/" + JdeAccounts.COMPANY + "/TRAR").asText()).isEqualTo("N30");
    assertThat(entry.at("/address/CTY1").asText()).isEqualTo("Berlin");
  }

  @Test
  void aSupplierAndAPersonAreMadeTheSameWay() {
    connectToWrite();
    String key = newKey();
    Outcome supplier =
        delivered(
            wish("vendor", key)
                .match("externalId")
                .with("externalId", key)
                .with("name", "Supply " + key)
                .with("paymentTerms", "N30"));
    Wish person =
        wish("contact", key)
            .match("email", "name")
            .with("addressNumber", supplier.targetKey())
            .with("name", "Ada Byron")
            .with("email", "ada@" + key + ".example");

    Outcome made = delivered(person);
    Outcome again = delivered(person);
    Outcome changed = delivered(person.with("jobTitle", "Countess"));

    assertThat(supplier.result()).as(supplier.reason()).isEqualTo(Result.CREATED);
    assertThat(made.result()).as(made.reason()).isEqualTo(Result.CREATED);
    assertThat(made.targetKey()).startsWith(supplier.targetKey() + ":");
    assertThat(again.result()).as(again.reason()).isEqualTo(Result.UNCHANGED);
    assertThat(changed.result()).as(changed.reason()).isEqualTo(Result.UPDATED);
    assertThat(entry(supplier.targetKey()).path("lines"))
        .filteredOn(line -> line.path("IDLN").asInt() > 0)
        .hasSize(1);
  }

  @Test
  void aPersonWithoutAnAddressNumberAndACustomerWithoutAKeyAreNotMade() {
    connectToWrite();
    String key = newKey();

    Outcome person = delivered(wish("contact", key).match("name").with("name", "Nobody's"));
    Outcome customer = delivered(wish("customer", key).match("email").with("name", "Keyless"));

    assertThat(person.reason()).contains("addressNumber");
    assertThat(customer.reason()).contains("externalId");
  }

  /** The same e-mail or tax id written in another way. */
  @ParameterizedTest
  @ValueSource(strings = {"email", "taxId"})
  void whoWasThereBeforeIsMetByWhatBothSidesKnowHoweverItIsWritten(String by) {
    connectToWrite();
    String key = newKey();
    String there =
        jde.post(
                "/customers",
                "{\"AlphaName\":\"There before\",\"Email\":\"Ada.%s@Acme.EXAMPLE\",\"TaxId\":\"DE %s\"}"
                    .formatted(key, key.substring(4)))
            .path("AddressNumber")
            .asText();
    Wish wish =
        wish("customer", key)
            .match("externalId", "email", "taxId")
            .with("externalId", key)
            .with("name", "There now")
            .with("email", by.equals("email") ? " ada." + key + "@acme.example" : null)
            .with("taxId", by.equals("taxId") ? "de" + key.substring(4) + " " : null);

    Outcome met = delivered(wish);

    assertThat(met.result()).as(met.reason()).isEqualTo(Result.UPDATED);
    assertThat(met.targetKey()).isEqualTo(there);
    assertThat(withKey(key)).containsExactly(there);
  }

  @Test
  void ofSeveralWhoCouldBeMeantNoneIsTouchedAndAllAreNamed() {
    connectToWrite();
    String key = newKey();
    String body = "{\"AlphaName\":\"Twin\",\"Email\":\"twin%s@acme.example\"}".formatted(key);
    String one = jde.post("/customers", body).path("AddressNumber").asText();
    String other = jde.post("/customers", body).path("AddressNumber").asText();

    Outcome outcome = delivered(customer(key).with("email", "TWIN" + key + "@acme.example"));

    assertThat(outcome.result()).isEqualTo(Result.PARKED);
    assertThat(outcome.reason()).contains(one, other, "email");
    assertThat(withKey(key)).isEmpty();
  }

  @Test
  void aNameAloneIsNoReasonToTakeAnothersRecord() {
    connectToWrite();
    String key = newKey();
    jde.post("/customers", "{\"AlphaName\":\"Acme %s\"}".formatted(key));

    Outcome outcome = delivered(customer(key));

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.CREATED);
  }

  /** Whatever the answer says, the entry is there once and as wanted. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "hidden-failure",
        "warning",
        "accepted",
        "service-error-half-done",
        "service-warning"
      })
  void aCreationThatWasDoneOrHalfDoneIsGoneOnWithAndNeverDoneTwice(String behaviour) {
    connectToWrite();
    String key = newKey();
    jde.post(
        "/behaviours",
        "{\"orchestration\":\"CreateCustomer\",\"kind\":\"%s\",\"times\":1}".formatted(behaviour));

    Outcome outcome = delivered(customer(key));

    assertThat(outcome.result()).as(outcome.reason()).isNotEqualTo(Result.PARKED);
    assertThat(withKey(key)).containsExactly(outcome.targetKey());
    assertThat(entry(outcome.targetKey()).at("/companies/" + JdeAccounts.COMPANY + "/ACL").asText())
        .startsWith("5000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hidden-error", "service-error", "no-status", "empty"})
  void aCreationThatFailedOrDoesNotSayIsParkedAndARetryMakesOne(String behaviour) {
    connectToWrite();
    String key = newKey();
    jde.post(
        "/behaviours",
        "{\"orchestration\":\"CreateCustomer\",\"kind\":\"%s\",\"times\":1}".formatted(behaviour));

    Outcome parked = delivered(customer(key));
    Outcome outcome = delivered(customer(key));

    assertThat(parked.result()).isEqualTo(Result.PARKED);
    assertThat(parked.reason()).contains("CreateCustomer");
    assertThat(outcome.result()).as(outcome.reason()).isNotEqualTo(Result.PARKED);
    assertThat(withKey(key)).containsExactly(outcome.targetKey());
  }

  @Test
  void aChangeOfWhichAStepFailedInSilenceIsParkedWithTheField() {
    connectToWrite();
    String key = newKey();
    delivered(customer(key));
    jde.post(
        "/behaviours",
        "{\"orchestration\":\"UpdateCustomer\",\"kind\":\"hidden-failure\",\"times\":1}");

    Outcome outcome = delivered(customer(key).with("creditLimit", 9999));

    assertThat(outcome.result()).isEqualTo(Result.PARKED);
    assertThat(outcome.reason()).contains("Not stored: creditLimit").contains("WARNING");
  }

  @Test
  void aCodeThatJdeDoesNotHaveIsRefusedInItsWords() {
    connectToWrite();
    String key = newKey();

    Outcome outcome = delivered(customer(key).with("paymentTerms", "???"));

    assertThat(outcome.result()).isEqualTo(Result.PARKED);
    assertThat(outcome.reason()).contains("???");
    assertThat(withKey(key)).isEmpty();
  }

  @Test
  void aCreationWhoseAnswerIsLostIsFoundByOurKeyAndNotRepeated() {
    connectToWrite();
    String key = newKey();
    jde.fault(
        "{\"kind\":\"applied-then-dropped\",\"path\":\".*/orchestrator/CreateCustomer\",\"times\":1}");

    Outcome outcome = delivered(customer(key));

    assertThat(outcome.result()).as(outcome.reason()).isNotEqualTo(Result.PARKED);
    assertThat(withKey(key)).containsExactly(outcome.targetKey());
  }

  @Test
  void aLimitOfOneOfSeveralCompaniesHasAFieldOfItsOwn() {
    ObjectNode document =
        silent(with("companies", JdeAccounts.COMPANY + "," + JdeAccounts.OTHER_COMPANY));
    ((ObjectNode) document.path("settings")).putObject("customerInputs");
    connect(document);

    var fields =
        org.awaitility.Awaitility.await()
            .atMost(PATIENCE)
            .until(
                () -> service().get("/api/connections/" + connection() + "/objects/customer"),
                answer -> answer.status() == 200)
            .json()
            .path("fields")
            .toString();

    assertThat(fields)
        .contains("creditLimit_" + JdeAccounts.COMPANY, "creditLimit_" + JdeAccounts.OTHER_COMPANY);
    assertThat(fields).doesNotContain("\"creditLimit\"");
  }
}
