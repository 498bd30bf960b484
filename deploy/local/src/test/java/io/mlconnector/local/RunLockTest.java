package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

  @TempDir Path folder;

  @Test
  void theSecondIsToldWhoHasItAndWhatToDo() {
    DataFolder data = new DataFolder(folder.resolve("data"));
    try (RunLock first = RunLock.take(data)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> RunLock.take(data))
          .isInstanceOf(CannotRun.class)
          .hasMessage(
              "Another run (process %d) uses %s: stop it, or start this one with --data OTHER"
                      .formatted(ProcessHandle.current().pid(), data.root())
                  + " --port-base 18080.");
    }
  }

  @Test
  void whatWasLetGoCanBeTakenAgain() {
    DataFolder data = new DataFolder(folder);
    RunLock.take(data).close();
    RunLock.take(data).close();
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> RunLock.take(new DataFolder(file.resolve("data"))))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--data");
  }

  @Test
  void aResetLeavesWhatARunDidNotMake() throws Exception {
    DataFolder data = new DataFolder(folder);
    Files.writeString(data.keyset(), "keys");
    Files.writeString(folder.resolve("mine.txt"), "mine");

    data.reset();

    assertThat(folder.resolve("config")).doesNotExist();
    assertThat(folder.resolve("mine.txt")).exists();
  }
}
