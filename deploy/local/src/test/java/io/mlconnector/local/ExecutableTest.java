package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A service as a native executable, for which a script stands in. */
@DisabledOnOs(OS.WINDOWS)
class ExecutableTest {

  private static final Service ZENDESK = new Service("zendesk", true);

  @TempDir Path folder;
  private Process process;

  @BeforeEach
  void start() throws Exception {
    Path target = Files.createDirectories(folder.resolve("clone/services/zendesk/target"));
    Path runner = target.resolve("zendesk-1.0.0-SNAPSHOT-runner");
    Files.writeString(
        runner, "#!/bin/sh\necho $$ \"$@\" > " + folder.resolve("said") + "\nexec sleep 600\n");
    runner.toFile().setExecutable(true);
    CopiedApp app =
        CopiedApp.of(
            folder.resolve("clone"),
            ZENDESK,
            CopiedApp.Form.EXECUTABLE,
            new DataFolder(folder.resolve("data")));
    process =
        new ProcessBuilder(ChildCommand.of(app, Map.of("mlconnector.name", "a value"))).start();
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void itIsTheProcessItselfAndIsToldWhatAJvmWouldBe() {
    assertThat(said()).isEqualTo(process.pid() + " -Xmx256m -Dmlconnector.name=a value");
  }

  @Test
  void itEndsWhenTheLauncherIsGone() throws Exception {
    said();

    process.getOutputStream().close();

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 15);
  }

  @Test
  void nothingIsLeftBesideItWhenItEndsByItself() throws Exception {
    said();
    ProcessHandle beside = process.descendants().findFirst().orElseThrow();

    process.toHandle().destroyForcibly();

    await().atMost(10, TimeUnit.SECONDS).until(() -> !beside.isAlive());
    assertThat(process.getInputStream().readAllBytes()).isEmpty();
  }

  private String said() {
    Path said = folder.resolve("said");
    await().atMost(10, TimeUnit.SECONDS).until(() -> Files.exists(said) && Files.size(said) > 0);
    try {
      return Files.readString(said).trim();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
