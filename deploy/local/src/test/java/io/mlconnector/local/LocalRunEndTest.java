package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRunEndTest {

  @TempDir Path folder;

  @Test
  void stoppedOrKilledItLeavesNothingRunningAndTheNextOneGoesOn() throws Exception {
    Path repository = FakeRepository.at(folder.resolve("clone"), RunningLauncher.SERVICES);
    Path data = folder.resolve("data");
    int base = RunningLauncher.freeBase();
    try (RunningLauncher run = RunningLauncher.start(repository, data, base)) {
      run.awaitLine("Console: http");
      sql(run, "create table kept as select 1 as one");

      run.stop();

      run.awaitLine("Stopped; ");
      await().atMost(RunningLauncher.LIMIT).until(() -> !run.process().isAlive());
      assertThat(run.allPortsFree()).isTrue();
    }
    try (RunningLauncher again = RunningLauncher.start(repository, data, base)) {
      again.awaitLine("Console: http");
      sql(again, "select one from kept");

      again.process().destroyForcibly();

      await().atMost(RunningLauncher.LIMIT).until(again::allPortsFree);
    }
  }

  private static void sql(RunningLauncher run, String statement) throws Exception {
    String url = "jdbc:postgresql://127.0.0.1:" + run.ports().of(Ports.POSTGRES) + "/mapping";
    try (var connection = DriverManager.getConnection(url, "postgres", "postgres")) {
      connection.createStatement().execute(statement);
    }
  }
}
