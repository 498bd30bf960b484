package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console's first password. */
class ConsolePeopleTest {

  @TempDir Path folder;

  @Test
  void aPasswordIsMadeAndToldOnce() throws Exception {
    ConsolePeople first = ConsolePeople.of(folder.resolve("people"));
    String kept = Files.readString(first.file());
    ConsolePeople second = ConsolePeople.of(folder.resolve("people"));

    assertThat(first.sentence()).get().asString().contains("admin");
    String told = first.sentence().orElseThrow().replaceAll(".* ", "");
    assertThat(told).hasSize(20);
    assertThat(kept).contains("admin:admin:" + told);
    assertThat(second.sentence()).isEmpty();
    assertThat(Files.readString(second.file())).isEqualTo(kept);
  }

  @Test
  void anotherRunHasAnotherPasswordAndNobodyElseReadsIt() throws Exception {
    ConsolePeople one = ConsolePeople.of(folder.resolve("one"));
    ConsolePeople other = ConsolePeople.of(folder.resolve("other"));

    assertThat(one.sentence()).isNotEqualTo(other.sentence());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one.file())))
        .isEqualTo("rw-------");
  }
}
