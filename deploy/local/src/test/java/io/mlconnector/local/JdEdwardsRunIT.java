package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The ERP and the CRM that are edited on both sides, on one command. */
@TestInstance(Lifecycle.PER_CLASS)
class JdEdwardsRunIT {

  private static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Duration LOAD = Duration.ofMinutes(5);
  private static final Duration SECONDS = Duration.ofSeconds(60);

  /** All but the two whose dates in the ERP are of a wrong century, which stand aside there. */
  private static final int CUSTOMERS = 38;

  @TempDir static Path data;

  private RunningLauncher run;
  private TwoSidesView sides;

  @BeforeAll
  void load() throws Exception {
    run = RunningLauncher.start(REPOSITORY, data, RunningLauncher.freeBase(), "--erp", "jdedwards");
    run.awaitLine("Console: http");
    sides = new TwoSidesView(run.ports());
    await("the company that both sides had is one on both")
        .atMost(LOAD)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () ->
                assertThat(sides.accounts())
                    .filteredOn(account -> !account.path("ERP_Id").asText("").isEmpty())
                    .hasSizeGreaterThanOrEqualTo(CUSTOMERS));
  }

  @AfterAll
  void stop() throws Exception {
    run.close();
  }

  @Test
  void anAccountOfTheCrmGetsItsAddressNumberAndALimitOfTheErpReachesTheCrm() throws Exception {
    String id =
        sides.createAccount(
            Map.of("Account_Name", "Fjordkraft Verft AS", "Account_Type", "Prospect"));

    await("the account is an address book entry, and says which")
        .atMost(SECONDS)
        .until(() -> sides.account(id).path("Account_Number").asLong() > 0);
    long number = sides.account(id).path("Account_Number").asLong();
    JsonNode book = sides.entry(number).path("master");
    assertThat(book.path("ALPH").asText().strip()).isEqualTo("Fjordkraft Verft AS");
    assertThat(book.path("ALKY").asText().strip()).isEqualTo(id);
    assertThat(book.path("AT1").asText().strip()).isEqualTo("P");

    sides.changeCustomer(number, Map.of("CreditLimit", "75000", "Currency", "EUR"));

    await("the limit is on the account")
        .atMost(SECONDS)
        .until(
            () ->
                new BigDecimal(sides.account(id).path("Credit_Limit").asText("0"))
                        .compareTo(new BigDecimal("75000"))
                    == 0);
    assertThat(sides.entriesCalled("Fjordkraft Verft AS")).isEqualTo(1);
    assertThat(sides.accountsCalled("Fjordkraft Verft AS")).isEqualTo(1);
  }

  @Test
  void bothSidesEditAndBothEndEqualOrAPersonIsAsked() throws Exception {
    String id = sides.createAccount(Map.of("Account_Name", "Tallinna Puit OU", "Phone", "1"));
    await().atMost(SECONDS).until(() -> sides.account(id).path("Account_Number").asLong() > 0);
    long number = sides.account(id).path("Account_Number").asLong();

    sides.changeCustomer(number, Map.of("TaxId", "EE100200300"));
    sides.changeAccount(id, Map.of("Website", "https://puit.example"));
    await("what only one side edited is on the other")
        .atMost(SECONDS)
        .untilAsserted(
            () -> {
              assertThat(sides.account(id).path("Tax_ID").asText()).isEqualTo("EE100200300");
              assertThat(sides.entry(number).path("emails").toString())
                  .contains("https://puit.example");
            });

    sides.changeCustomer(number, Map.of("AlphaName", "Tallinna Puit Eesti OU"));
    sides.changeAccount(id, Map.of("Account_Name", "Tallinna Puidu OU"));
    await("a person is asked, who sees what each side has")
        .atMost(SECONDS)
        .untilAsserted(
            () ->
                assertThat(run.services().get("mapping", "/api/conflicts"))
                    .contains("Tallinna Puit Eesti OU", "Tallinna Puidu OU"));
  }
}
