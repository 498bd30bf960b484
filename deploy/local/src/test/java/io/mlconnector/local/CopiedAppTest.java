package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.local.CopiedApp.Form;
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
    CopiedApp running = CopiedApp.of(repository, ZENDESK, Form.JARS, data);
    byte[] before = Files.readAllBytes(running.runJar());

    Files.writeString(built.resolve("quarkus-run.jar"), "rebuilt");
    Files.writeString(built.resolve("added.jar"), "added");

    assertThat(running.runJar()).hasBinaryContent(before);
    CopiedApp next = CopiedApp.of(repository, ZENDESK, Form.JARS, data);
    assertThat(next.runJar()).hasContent("rebuilt");
    assertThat(next.folder().resolve("added.jar")).exists();
  }

  @Test
  void aJarThatIsGoneFromTheBuildIsGoneFromTheCopy() throws Exception {
    Path dropped = Files.writeString(built.resolve("dropped.jar"), "dropped");
    CopiedApp.of(repository, ZENDESK, Form.JARS, data);
    Files.delete(dropped);

    CopiedApp next = CopiedApp.of(repository, ZENDESK, Form.JARS, data);

    assertThat(next.folder().resolve("dropped.jar")).doesNotExist();
    assertThat(next.runJar()).exists();
  }

  @Test
  void itRunsWhatTheJarSays() throws Exception {
    assertThat(CopiedApp.of(repository, ZENDESK, Form.JARS, data).mainClass())
        .isEqualTo(QuarkusEntryPoint.class.getName());
  }

  @Test
  void anExecutableTakesThePlaceOfJarsAndIsNamedWhereItIsMissing() throws Exception {
    CopiedApp.of(repository, ZENDESK, Form.JARS, data);
    assertThatThrownBy(() -> CopiedApp.of(repository, ZENDESK, Form.EXECUTABLE, data))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining("zendesk is not built as a native executable");
    Path runner = built.resolveSibling("zendesk-1.0.0-SNAPSHOT-runner");
    Files.writeString(runner, "program");

    CopiedApp next = CopiedApp.of(repository, ZENDESK, Form.EXECUTABLE, data);

    assertThat(next.executable()).hasContent("program");
    assertThat(next.runJar()).doesNotExist();
  }

  @Test
  void aServiceThatIsNotBuiltIsNamed() {
    assertThatThrownBy(() -> CopiedApp.of(repository, Service.CONSOLE, Form.JARS, data))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining("console is not built")
        .hasMessageContaining("deploy/local/run");
  }
}
