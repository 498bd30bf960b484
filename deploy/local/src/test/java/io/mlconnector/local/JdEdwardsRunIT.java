package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
  private static final Duration RESTART = Duration.ofMinutes(2);

  /** Another history of crashes: {@code -Dchaos.seed=…}; a longer one: {@code -Dchaos.kills=…}. */
  private static final long SEED = Long.getLong("chaos.seed", 1L);

  private static final int KILLS = Integer.getInteger("chaos.kills", 2);

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

  @Test
  void anAdapterThatDiesBetweenAWriteAndItsRecordMakesNothingTwice() throws Exception {
    Random random = new Random(SEED);
    List<String> names = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      String toErp = "Skagen Handel %d AS".formatted(kill);
      slowly("jdedwards", ".*/orchestrator/Create.*", random);
      sides.createAccount(Map.of("Account_Name", toErp));
      await(toErp).atMost(SECONDS).until(() -> sides.entriesCalled(toErp) > 0);
      killWithin("jdedwards", random);

      String toCrm = "Aarhus Skibe %d ApS".formatted(kill);
      slowly("zoho", ".*/Accounts/upsert", random);
      sides.createCustomer(Map.of("AlphaName", toCrm, "SearchType", "C"));
      await(toCrm).atMost(RESTART).until(() -> sides.accountsCalled(toCrm) > 0);
      killWithin("zoho-crm", random);
      names.addAll(List.of(toErp, toCrm));
    }

    for (String name : names) {
      await(name + " is one on both sides, seed " + SEED)
          .atMost(RESTART)
          .untilAsserted(
              () -> {
                assertThat(sides.entriesCalled(name)).isEqualTo(1);
                assertThat(sides.accountsCalled(name)).isEqualTo(1);
                assertThat(accountCalled(name).path("Account_Number").asLong()).isPositive();
              });
    }
  }

  /** So slowly that the answer is under way for anything up to ten seconds. */
  private void slowly(String vendor, String path, Random random) throws Exception {
    sides.answersSlowly(vendor, path, Duration.ofMillis(1 + random.nextInt(20)));
  }

  private void killWithin(String service, Random random) throws Exception {
    await().pollDelay(Duration.ofMillis(random.nextInt(1_000))).until(() -> true);
    assertThat(run.kill(service)).as(service + " runs").isTrue();
    sides.noFaults();
  }

  private JsonNode accountCalled(String name) throws Exception {
    return sides.accounts().stream()
        .filter(account -> account.path("Account_Name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
