package io.mlconnector.flow.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.flow.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {

  @TempDir Path folder;

  @Test
  void classesOfAllAndResourcesOfOursAreSeenInJarsAndFolders() throws IOException {
    Path ours =
        jar("ours.jar", "io/mlconnector/A.class", "io/mlconnector/A$B.class", "db/flow/V1.sql");
    Path theirs = jar("theirs.jar", "com/example/C.class", "com/example/c.txt");
    Files.createDirectories(folder.resolve("classes/io/mlconnector"));
    Files.writeString(folder.resolve("classes/io/mlconnector/D.class"), "");
    Files.writeString(folder.resolve("classes/schema.json"), "");

    ClassPath all = ClassPath.of(List.of(ours, theirs, folder.resolve("classes")));

    assertThat(all.classes())
        .containsExactlyInAnyOrder(
            "io.mlconnector.A", "io.mlconnector.A$B", "com.example.C", "io.mlconnector.D");
    assertThat(all.resources()).containsExactlyInAnyOrder("db/flow/V1.sql", "schema.json");
  }

  @Test
  void recordsEnumsAndClientsAreReflected() {
    assertThat(Reflected.is(AuditItem.FieldChange.class)).isTrue();
    assertThat(Reflected.is(io.mlconnector.canonical.audit.AuditEvent.Step.class)).isTrue();
    assertThat(Reflected.is(Problem.class)).isFalse();
    assertThat(Reflected.is(ZipEntry.class)).isFalse();
    assertThat(Reflected.isClient(Runnable.class)).isFalse();
  }

  private Path jar(String name, String... entries) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream jar = new ZipOutputStream(out)) {
      for (String entry : entries) {
        jar.putNextEntry(new ZipEntry(entry));
        jar.closeEntry();
      }
    }
    return file;
  }
}
