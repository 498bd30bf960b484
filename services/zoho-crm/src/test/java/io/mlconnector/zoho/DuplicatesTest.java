package io.mlconnector.zoho;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.testkit.Wish;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names that the organization allows only once. */
@QuarkusTest
class DuplicatesTest extends ZohoTest {

  @BeforeEach
  void namesAreUnique() {
    zoho.patch("/settings", "{\"uniqueSystemFields\":[\"Accounts.Account_Name\"]}");
  }

  private static Wish named(String name) {
    return account(newKey()).with("Account_Name", name);
  }

  @Test
  void aTakenNameIsParkedWithTheOtherRecord() {
    String name = "Taken " + newKey();
    String other = made("Accounts", "Account_Name", name);

    Outcome outcome = delivered(named(name));

    assertThat(outcome.result()).isEqualTo(Result.PARKED);
    assertThat(outcome.reason()).contains("DUPLICATE_DATA", other, "Account_Name", "adopt");
  }

  @Test
  void theRecordWithTheNameIsAdoptedWhereTheRouteSaysSo() {
    String name = "Adopted " + newKey();
    String other = made("Accounts", "Account_Name", name);

    Outcome outcome = delivered(named(name).policy("duplicates", "adopt"));

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.UPDATED);
    assertThat(outcome.targetKey()).isEqualTo(other);
  }

  @Test
  void aRecordThatIsAnothersIsNeverAdopted() {
    String name = "Ours " + newKey();
    Outcome first = delivered(named(name));

    Outcome second = delivered(named(name).policy("duplicates", "adopt"));

    assertThat(second.result()).isEqualTo(Result.PARKED);
    assertThat(second.reason()).contains(first.targetKey(), "another record");
  }

  @Test
  void aNameIsToldApartByTheSourceKeyWhereTheRouteSaysSoAndStaysUnchangedThen() {
    String name = "Twice " + newKey();
    made("Accounts", "Account_Name", name);
    Wish wish = named(name).policy("duplicates", "suffix");

    Outcome outcome = delivered(wish);

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.CREATED);
    assertThat(record("Accounts", outcome.targetKey()).path("Account_Name").asText())
        .isEqualTo(name + " (" + wish.ref().source().key() + ")");
    assertThat(delivered(wish).result()).isEqualTo(Result.UNCHANGED);
  }

  @Test
  void theOlderFormOfTheRefusalIsUnderstoodToo() {
    zoho.patch("/settings", "{\"olderDuplicateDetails\":true}");
    String name = "Older " + newKey();
    String other = made("Accounts", "Account_Name", name);

    assertThat(delivered(named(name)).reason()).contains(other);
    zoho.patch("/settings", "{\"olderDuplicateDetails\":false}");
  }
}
