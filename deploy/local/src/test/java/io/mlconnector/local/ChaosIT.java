package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Company;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Services that are killed at random moments of the first load. Another history: {@code
 * -Dchaos.seed=…}; a longer one: {@code -Dchaos.kills=…}.
 */
class ChaosIT {

  private static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Duration CHANGE = Duration.ofMinutes(2);
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
      SandboxView vendors = new SandboxView(run.ports());
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

      Loaded loaded = new Loaded(COMPANY, vendors);
      loaded.await("the whole load, seed " + seed);
      await("the newest credit limit, seed " + seed)
          .atMost(CHANGE)
          .untilAsserted(() -> assertThat(vendors.creditLimit(CUSTOMER)).isEqualTo(wanted));
      Topics topics = new Topics("127.0.0.1:" + run.ports().of(Ports.KAFKA));
      loaded.assertAudited(topics);
      assertThat(topics.disordered("customer")).isEmpty();

      ticketsWhileServicesDie(run, vendors, random);
      assertThat(topics.disordered("ticket")).isEmpty();
    }
  }

  /** Webhooks that find nobody are lost, so the poll has to find what they would have told. */
  private static void ticketsWhileServicesDie(
      RunningLauncher run, SandboxView vendors, Random random) throws Exception {
    SolvedTickets tickets =
        new SolvedTickets(
            "zendesk", vendors, run.services(), user -> vendors.notes(vendors.customerOf(user)));
    List<JsonNode> users = vendors.requesters();
    for (int i = 0; i < 2 * RunningLauncher.SERVICES.size(); i++) {
      JsonNode user = users.get(random.nextInt(users.size()));
      int pause = random.nextInt(600);
      String killed = RunningLauncher.SERVICES.get(i / 2);
      boolean kill = i % 2 == 0;
      tickets.solve(
          user,
          () -> {
            await().pollDelay(Duration.ofMillis(pause)).until(() -> true);
            if (kill) {
              run.kill(killed);
            }
          });
    }
    tickets.awaitOneNoteEach();
  }
}
