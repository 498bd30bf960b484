package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.bootstrap.runner.QuarkusEntryPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiedAppTest {

  private static final Service ZENDESK = new Service("zendesk", true);

  @TempDir Path folder;
  private Path repository;
  private Path built;
  private DataFolder data;

  @BeforeEach
  void build() throws Exception {
    repository = FakeRepository.at(folder.resolve("clone"), List.of("zendesk"));
    built = repository.resolve("services/zendesk/target/quarkus-app");
    data = new DataFolder(folder.resolve("data"));
  }

  @Test
  void aRebuildDoesNotTouchTheCopyUntilTheNextStart() throws Exception {
    CopiedApp running = CopiedApp.of(repository, ZENDESK, data);
    byte[] before = Files.readAllBytes(running.runJar());

    Files.writeString(built.resolve("quarkus-run.jar"), "rebuilt");
    Files.writeString(built.resolve("added.jar"), "added");

    assertThat(running.runJar()).hasBinaryContent(before);
    CopiedApp next = CopiedApp.of(repository, ZENDESK, data);
    assertThat(next.runJar()).hasContent("rebuilt");
    assertThat(next.folder().resolve("added.jar")).exists();
  }

  @Test
  void aJarThatIsGoneFromTheBuildIsGoneFromTheCopy() throws Exception {
    Path dropped = Files.writeString(built.resolve("dropped.jar"), "dropped");
    CopiedApp.of(repository, ZENDESK, data);
    Files.delete(dropped);

    CopiedApp next = CopiedApp.of(repository, ZENDESK, data);

    assertThat(next.folder().resolve("dropped.jar")).doesNotExist();
    assertThat(next.runJar()).exists();
  }

  @Test
  void itRunsWhatTheJarSays() throws Exception {
    assertThat(CopiedApp.of(repository, ZENDESK, data).mainClass())
        .isEqualTo(QuarkusEntryPoint.class.getName());
  }

  @Test
  void aServiceThatIsNotBuiltIsNamed() {
    assertThatThrownBy(() -> CopiedApp.of(repository, Service.CONSOLE, data))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining("console is not built")
        .hasMessageContaining("deploy/local/run");
  }
}
