package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Company;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Services that are killed at random moments of the first load. Another history: {@code
 * -Dchaos.seed=…}; a longer one: {@code -Dchaos.kills=…}.
 */
class ChaosIT {

  private static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Duration LOAD = Duration.ofMinutes(8);
  private static final Company COMPANY = Company.generate(1, 400, 1_000);
  private static final String CUSTOMER = "300100010002";

  @TempDir Path data;

  @Test
  void nothingIsMissingTwiceOldOrUnauditedAfterEveryServiceWasKilledInTheMiddle() throws Exception {
    long seed = Long.getLong("chaos.seed", 1L);
    int kills = Integer.getInteger("chaos.kills", 8);
    Random random = new Random(seed);
    try (RunningLauncher run =
        RunningLauncher.start(
            REPOSITORY, data, RunningLauncher.freeBase(), "--sandbox-company", "medium")) {
      run.awaitLine("Console: http");
      SandboxView vendors = new SandboxView(run);
      String newest = "";
      for (int kill = 0; kill < kills; kill++) {
        String service = RunningLauncher.SERVICES.get(kill % RunningLauncher.SERVICES.size());
        int pause = 500 + random.nextInt(4_000);
        await().pollDelay(Duration.ofMillis(pause)).until(() -> true);
        assertThat(run.kill(service)).as("%s runs (seed %d)", service, seed).isTrue();
        newest = String.valueOf(100_000 + kill);
        vendors.setAccount(CUSTOMER, "CreditLimit_c", newest);
      }
      String wanted = newest;

      await("the whole load, seed " + seed)
          .atMost(LOAD)
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(() -> assertLoaded(vendors, wanted));

      assertThat(vendors.duplicates().path("user_external_id")).isEmpty();
      assertThat(vendors.duplicates().path("email")).isEmpty();
      Set<String> targets = new HashSet<>();
      vendors.organizations().forEach(each -> targets.add(each.path("id").asText()));
      vendors.users().forEach(each -> targets.add(each.path("id").asText()));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(
                          new Topics("127.0.0.1:" + run.ports().of(Ports.KAFKA)).auditedTargets())
                      .containsAll(targets));
    }
  }

  private static void assertLoaded(SandboxView vendors, String limit) throws Exception {
    List<JsonNode> organizations = vendors.organizations();
    assertThat(organizations).as("organizations").hasSize(COMPANY.customers().size());
    assertThat(organizations)
        .extracting(each -> each.path("external_id").asText())
        .doesNotHaveDuplicates();
    assertThat(vendors.users()).as("users").size().isEqualTo(Expected.users(COMPANY));
    assertThat(
            vendors
                .organization("fusion:customer:" + CUSTOMER)
                .path("organization_fields")
                .path("credit_limit")
                .decimalValue()
                .toBigInteger())
        .hasToString(limit);
  }
}
