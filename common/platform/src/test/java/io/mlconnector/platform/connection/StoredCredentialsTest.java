package io.mlconnector.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.spi.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredCredentialsTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file = Files.writeString(folder.resolve("password"), "first\r\n");
  }

  @Test
  void aFileIsReadAgainAtEveryUse() throws Exception {
    StoredCredentials credentials = credentials("${file:" + file + "}");
    assertThat(credentials.secret("password")).isEqualTo(new Secret("first"));

    Files.writeString(file, "second");

    assertThat(credentials.secret("password")).isEqualTo(new Secret("second"));
  }

  @Test
  void theFingerprintFollowsTheContentAndShowsNothingOfIt() throws Exception {
    StoredCredentials credentials = credentials("${file:" + file + "}");
    String first = credentials.fingerprint();
    assertThat(credentials.fingerprint()).isEqualTo(first).doesNotContain("first");

    Files.writeString(file, "second");

    assertThat(credentials.fingerprint()).isNotEqualTo(first);
  }

  @Test
  void aFileThatWentAwayIsToldWithItsField() throws Exception {
    StoredCredentials credentials = credentials("${file:" + file + "}");
    Files.delete(file);

    assertThatThrownBy(() -> credentials.secret("password"))
        .isInstanceOf(CredentialUnavailable.class)
        .hasMessage("auth.password: file %s does not exist: mount it, or correct the path", file);
  }

  @Test
  void anEmptyFileIsNoSecret() throws Exception {
    Files.writeString(file, "\n");

    assertThatThrownBy(() -> credentials("${file:" + file + "}").secret("password"))
        .hasMessageContaining("is empty");
  }

  @Test
  void aVariableIsRead() {
    assertThat(credentials("${env:SECRET_PASSWORD}").secret("password"))
        .isEqualTo(new Secret("from-environment"));
  }

  @Test
  void aFieldWithoutSecretIsNamed() {
    assertThatThrownBy(() -> credentials("x").secret("password"))
        .hasMessageContaining("auth.password: connection acme-prod has no such secret");
  }

  private StoredCredentials credentials(String password) {
    ConnectionDocument good = DocumentFixture.read(DocumentFixture.GOOD).document();
    ConnectionDocument document =
        new ConnectionDocument(
            good.id(),
            good.system(),
            null,
            null,
            true,
            good.baseUrl(),
            good.timeZone(),
            Map.of("mode", "basic", "user", "robot", "password", password),
            Map.of(),
            Map.of(),
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return new StoredCredentials(
        document, Map.of(), new KeysetVault((Path) null), DocumentFixture.ENVIRONMENT::get);
  }
}
