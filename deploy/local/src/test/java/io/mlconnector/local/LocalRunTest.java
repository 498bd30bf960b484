package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real launcher, Kafka, PostgreSQL and sandbox, around services that only say "ready". */
class LocalRunTest {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir Path folder;

  @Test
  void everythingStartsAndEndsTogetherAndGoesOnAfterwards() throws Exception {
    Path repository = FakeRepository.at(folder.resolve("clone"), RunningLauncher.SERVICES);
    Path data = folder.resolve("data");
    int base = RunningLauncher.freeBase();
    try (RunningLauncher run = RunningLauncher.start(repository, data, base)) {
      awaitConsole(run);
      assertThat(run.get("zendesk", "/environment"))
          .contains("MLCONNECTOR_LOCAL=true")
          .contains("/zendesk\n");
      assertThat(data.resolve("config/keyset.json")).exists();

      run.stop();

      await().atMost(LIMIT).until(() -> run.said("Stopped; "));
      await().atMost(LIMIT).until(() -> !run.process().isAlive());
      assertThat(run.allPortsFree()).isTrue();
    }
    Files.writeString(data.resolve("config/keyset.json"), "kept");
    try (RunningLauncher again = RunningLauncher.start(repository, data, base)) {
      awaitConsole(again);
      assertThat(data.resolve("config/keyset.json")).hasContent("kept");
    }
  }

  @Test
  void killedItTakesEverythingWithIt() throws Exception {
    Path repository = FakeRepository.at(folder.resolve("clone"), RunningLauncher.SERVICES);
    int base = RunningLauncher.freeBase();
    try (RunningLauncher run = RunningLauncher.start(repository, folder.resolve("data"), base)) {
      awaitConsole(run);

      run.process().destroyForcibly();

      await().atMost(LIMIT).until(run::allPortsFree);
    }
  }

  @Test
  void aServiceThatEndsIsReportedAndStartedAgain() throws Exception {
    Path repository = FakeRepository.at(folder.resolve("clone"), RunningLauncher.SERVICES);
    int base = RunningLauncher.freeBase();
    try (RunningLauncher run = RunningLauncher.start(repository, folder.resolve("data"), base)) {
      awaitConsole(run);
      String before = run.get("mapping", "/environment");

      assertThat(before).contains("MLCONNECTOR_ADAPTERS__ZENDESK__URL");
      endService(run, "mapping");

      await().atMost(LIMIT).until(() -> run.said("mapping ended with code 3"));
      assertThat(run.lines()).anyMatch(line -> line.contains("| fake service listens on"));
      await()
          .atMost(LIMIT)
          .ignoreExceptions()
          .until(() -> run.get("mapping", "/environment") != null);
    }
  }

  @Test
  void aSecondRunOnTheSameFolderIsRefused() throws Exception {
    Path repository = FakeRepository.at(folder.resolve("clone"), RunningLauncher.SERVICES);
    Path data = folder.resolve("data");
    int base = RunningLauncher.freeBase();
    try (RunningLauncher run = RunningLauncher.start(repository, data, base)) {
      awaitConsole(run);
      try (RunningLauncher second = RunningLauncher.start(repository, data, base)) {
        assertThat(second.process().waitFor()).isEqualTo(1);
        await().until(() -> !second.lines().isEmpty());
        assertThat(second.lines())
            .singleElement()
            .asString()
            .contains("(process " + run.process().pid() + ")")
            .contains("--data");
      }
      assertThat(run.get("console", "/q/health/ready")).isEqualTo("UP");
    }
  }

  private static void awaitConsole(RunningLauncher run) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(run.lines()).anyMatch(line -> line.contains("Console: http"));
            });
  }

  private static void endService(RunningLauncher run, String service) {
    try {
      run.get(service, "/end");
    } catch (Exception itEndedWithoutAnswering) {
      assertThat(itEndedWithoutAnswering).isInstanceOf(IOException.class);
    }
  }
}
