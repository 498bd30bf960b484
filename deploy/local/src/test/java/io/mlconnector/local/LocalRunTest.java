package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real launcher, Kafka, PostgreSQL and sandbox, around services that only say "ready". */
class LocalRunTest {

  @TempDir static Path folder;
  private static Path repository;
  private static RunningLauncher run;

  @BeforeAll
  static void start() throws Exception {
    repository = FakeRepository.at(folder.resolve("clone"), RunningLauncher.SERVICES);
    run = RunningLauncher.start(repository, folder.resolve("data"), RunningLauncher.freeBase());
    run.awaitLine("Console: http");
  }

  @AfterAll
  static void stop() throws Exception {
    run.close();
  }

  @Test
  void everyStageIsOneLineAndTheConsoleComesLast() {
    assertThat(run.lines()).anyMatch(line -> line.contains("PostgreSQL up in "));
    assertThat(run.lines()).anyMatch(line -> line.contains("Kafka up in "));
    assertThat(run.lines()).anyMatch(line -> line.contains("Simulated vendors up in "));
    assertThat(run.lines())
        .anyMatch(line -> line.contains("zendesk ready at " + run.ports().url("zendesk")));
  }

  @Test
  void aServiceGetsItsEnvironment() throws Exception {
    assertThat(run.services().get("zendesk", "/environment"))
        .contains("MLCONNECTOR_LOCAL=true\n")
        .contains("KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:" + run.ports().of(Ports.KAFKA) + "\n")
        .contains(run.ports().of(Ports.POSTGRES) + "/zendesk\n");
  }

  @Test
  void aServiceThatEndsIsReportedAndStartedAgain() throws Exception {
    assertThatThrownBy(() -> run.services().get("mapping", "/end")).isInstanceOf(IOException.class);

    run.awaitLine("mapping ended with code 3");
    run.awaitLine("| fake service listens on");
    await()
        .atMost(RunningLauncher.LIMIT)
        .ignoreExceptions()
        .until(() -> run.services().get("mapping", "/q/health/ready").equals("UP"));
  }

  @Test
  void aSecondRunOnTheSameFolderIsRefused() throws Exception {
    int base = run.ports().of(Ports.CONSOLE);
    try (var second = RunningLauncher.start(repository, folder.resolve("data"), base)) {
      assertThat(second.process().waitFor()).isEqualTo(1);
      await().until(() -> !second.lines().isEmpty());
      assertThat(second.lines())
          .singleElement()
          .asString()
          .contains("(process " + run.process().pid() + ")")
          .contains("--data");
    }
    assertThat(run.services().get("console", "/q/health/ready")).isEqualTo("UP");
  }
}
