package io.mlconnector.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysetStartTest {

  @TempDir Path folder;

  @Test
  void aMissingKeysetStopsTheStartWithTheCommandThatMakesOne() {
    Path file = folder.resolve("keyset.json");

    assertThatThrownBy(() -> start(false, Optional.of(file)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("The keyset file " + file + " does not exist")
        .hasMessageContaining("java -cp '")
        .hasMessageEndingWith("io.mlconnector.platform.connection.KeysetCommand " + file);
    assertThat(file).doesNotExist();
  }

  @Test
  void aKeysetThatIsNotNamedStopsTheStartAsWell() {
    assertThatThrownBy(() -> start(false, Optional.empty()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mlconnector.keyset.file is not set");
    assertThatThrownBy(() -> start(true, Optional.empty()))
        .hasMessageContaining("mlconnector.keyset.file is not set");
  }

  @Test
  void aBrokenKeysetIsNeverReplacedByAFreshOne() throws Exception {
    Path file = Files.writeString(folder.resolve("keyset.json"), "{}");

    assertThatThrownBy(() -> start(true, Optional.of(file)))
        .hasMessageContaining("is no Tink JSON keyset");
    assertThat(file).hasContent("{}");
  }

  @Test
  void theLocalRunMakesItsKeysetOnce() throws Exception {
    Path file = folder.resolve("config/keyset.json");

    start(true, Optional.of(file));
    String first = Files.readString(file);
    start(true, Optional.of(file));

    assertThat(file).hasContent(first);
  }

  private static void start(boolean local, Optional<Path> file) {
    new KeysetStart(local, file, new KeysetVault(file.orElse(null))).check();
  }
}
