package io.mlconnector.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.spi.Secret;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysetsTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void theCommandWritesAKeysetThatOnlyItsOwnerCanRead() throws Exception {
    Path file = folder.resolve("sub/keyset.json");

    assertThat(command(file.toString())).isZero();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.list(file.getParent())).containsExactly(file);
    KeysetVault vault = vault(file);
    assertThat(vault.open(vault.seal(new Secret("s"), "c", "f"), "c", "f"))
        .isEqualTo(new Secret("s"));
  }

  @Test
  void theCommandDoesNotOverwriteAKeyset() throws Exception {
    Path file = Files.writeString(folder.resolve("keyset.json"), "precious");

    assertThat(command(file.toString())).isEqualTo(1);

    assertThat(Files.readString(file)).isEqualTo("precious");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--rotate");
  }

  @Test
  void theCommandExplainsItself() {
    assertThat(command()).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("Usage: KeysetCommand");
  }

  @Test
  void anAddedKeySealsAndTheEarlierOneStillOpens() throws Exception {
    Path file = keyset();
    Path copy = Files.copy(file, folder.resolve("copy.json"));
    byte[] early = vault(file).seal(new Secret("s"), "c", "f");

    assertThat(command("--rotate", file.toString())).isZero();

    KeysetVault rotated = vault(file);
    assertThat(rotated.open(early, "c", "f")).isEqualTo(new Secret("s"));
    byte[] late = rotated.seal(new Secret("s"), "c", "f");
    assertThatThrownBy(() -> vault(copy).open(late, "c", "f"))
        .isInstanceOf(CredentialUnavailable.class);
  }

  @Test
  void aRunningVaultFollowsTheFile() throws Exception {
    Path file = keyset();
    KeysetVault running = vault(file);
    running.seal(new Secret("s"), "c", "f");
    command("--rotate", file.toString());
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1));

    byte[] late = vault(file).seal(new Secret("s"), "c", "f");

    assertThat(running.open(late, "c", "f")).isEqualTo(new Secret("s"));
  }

  @Test
  void aRunningVaultKeepsItsKeysWhenTheFileBreaks() throws Exception {
    Path file = keyset();
    KeysetVault running = vault(file);
    byte[] sealed = running.seal(new Secret("s"), "c", "f");

    Files.writeString(file, "broken");

    assertThat(running.open(sealed, "c", "f")).isEqualTo(new Secret("s"));
  }

  @Test
  void whatWasSealedForOneFieldDoesNotOpenForAnother() {
    KeysetVault vault = vault(keyset());
    byte[] sealed = vault.seal(new Secret("s"), "fusion-prod", "clientSecret");

    assertThatThrownBy(() -> vault.open(sealed, "fusion-prod", "password"))
        .isInstanceOf(CredentialUnavailable.class);
    assertThatThrownBy(() -> vault.open(sealed, "fusion-test", "clientSecret"))
        .isInstanceOf(CredentialUnavailable.class);
  }

  @Test
  void anotherKeysetIsToldInWordsThatSayWhatToDo() {
    byte[] sealed = vault(keyset()).seal(new Secret("s"), "fusion-prod", "clientSecret");
    Path other = folder.resolve("other.json");
    Keysets.create(other);

    assertThatThrownBy(() -> vault(other).open(sealed, "fusion-prod", "clientSecret"))
        .hasMessage(
            "The stored clientSecret of connection fusion-prod was encrypted with a key that is"
                + " not in %s: restore the earlier keyset file, or give the credential again",
            other);
  }

  @Test
  void aBrokenKeysetIsToldInWordsThatSayWhatToDo() throws Exception {
    Path file = Files.writeString(folder.resolve("keyset.json"), "{\"primaryKeyId\": 1}");

    assertThatThrownBy(() -> vault(file).load())
        .isInstanceOf(KeysetProblem.class)
        .hasMessage(
            "The keyset file %s is no Tink JSON keyset for AEAD: restore it from its copy", file);
    assertThatThrownBy(() -> vault(folder.resolve("none")).load())
        .hasMessageEndingWith("does not exist");
    assertThatThrownBy(() -> vault(folder).load()).hasMessageContaining("cannot be read");
  }

  private Path keyset() {
    Path file = folder.resolve("keyset.json");
    Keysets.create(file);
    return file;
  }

  private static KeysetVault vault(Path file) {
    return new KeysetVault(file);
  }

  private int command(String... arguments) {
    return KeysetCommand.run(
        List.of(arguments),
        KmsSettings.none(),
        new PrintStream(out, true),
        new PrintStream(err, true));
  }
}
