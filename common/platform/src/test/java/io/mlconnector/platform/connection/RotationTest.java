package io.mlconnector.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.spi.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of docs/operations.md: neighbours of it run side by side. */
class RotationTest {

  @TempDir Path folder;
  private KeysetVault old;
  private KeysetVault added;
  private KeysetVault used;
  private KeysetVault dropped;

  @BeforeEach
  void keysets() {
    Path first = folder.resolve("old.json");
    Keysets.create(first);
    Path second = TestKeysets.changed(first, folder.resolve("added.json"), KeyRing::add);
    Path third = TestKeysets.changed(second, folder.resolve("used.json"), KeyRing::useLast);
    Path fourth = TestKeysets.changed(third, folder.resolve("dropped.json"), KeyRing::dropOthers);
    old = new KeysetVault(first);
    added = new KeysetVault(second);
    used = new KeysetVault(third);
    dropped = new KeysetVault(fourth);
  }

  @Test
  void whileTheKeyIsAddedEachReplicaReadsWhatTheOthersWrite() {
    understand(old, added);
    understand(added, old);
  }

  @Test
  void whileTheKeyIsTakenIntoUseEachReplicaReadsWhatTheOthersWrite() {
    understand(added, used);
    understand(used, added);
  }

  @Test
  void whileTheOldKeyIsDroppedEachReplicaReadsWhatTheOthersWrite() {
    understand(used, dropped);
    understand(dropped, used);
  }

  @Test
  void whoeverSkipsTheFirstStepIsToldWhatToDo() {
    byte[] sealed = used.seal(new Secret("s"), "acme", "password");

    assertThatThrownBy(() -> old.open(sealed, "acme", "password"))
        .isInstanceOf(CredentialUnavailable.class)
        .hasMessageContaining("restore the earlier keyset file, or give the credential again");
    assertThat(used.newest()).isNotEqualTo(added.newest()).isEqualTo(dropped.newest());
  }

  private static void understand(Vault writer, Vault reader) {
    byte[] sealed = writer.seal(new Secret("s"), "acme", "password");
    assertThat(reader.open(sealed, "acme", "password")).isEqualTo(new Secret("s"));
  }
}
