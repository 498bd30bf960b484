package io.mlconnector.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.platform.tls.TestAuthority;
import io.mlconnector.spi.Secret;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrappedKeysetTest {

  @TempDir Path folder;
  private final FakeTransit server = FakeTransit.start("transit", "ml-connector");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path file;
  private Path token;

  @BeforeEach
  void make() throws Exception {
    file = folder.resolve("keyset.json");
    token = Files.writeString(folder.resolve("token"), FakeTransit.TOKEN + "\n");
    assertThat(command(file.toString())).as(this::said).isZero();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theFileHoldsNoKeyThatOpensAnythingByItself() throws Exception {
    assertThat(file).content().contains("encryptedKeyset").doesNotContain("\"key\"");
    assertThatThrownBy(() -> new KeysetVault(file).load())
        .hasMessageContaining("mlconnector.keyset.kms.url");

    KeysetVault vault = started();

    assertThat(vault.open(vault.seal(new Secret("s"), "c", "f"), "c", "f"))
        .isEqualTo(new Secret("s"));
  }

  @Test
  void theServiceIsAskedAtTheStartAndOnAChangeOnly() throws Exception {
    KeysetVault vault = started();
    int before = server.calls.get();
    for (int i = 0; i < 1_000; i++) {
      vault.open(vault.seal(new Secret("s"), "c", "f"), "c", "f");
    }
    vault.follow();
    assertThat(server.calls).hasValue(before);

    assertThat(command("--add", file.toString())).isZero();
    assertThat(command("--use", file.toString())).isZero();
    touch();
    before = server.calls.get();
    byte[] earlier = vault.newest();
    assertThat(vault.follow()).isTrue();

    assertThat(server.calls).hasValue(before + 1);
    assertThat(vault.newest()).isNotEqualTo(earlier);
  }

  @Test
  void aServiceThatIsAwayAtTheStartIsWaitedForWithoutBeingReady() {
    int port = server.port();
    server.close();
    KeysetVault vault = vault();
    KeysetWatch watch = new KeysetWatch(vault);

    new KeysetStart(false, Optional.of(file), vault).check();
    watch.follow();

    assertThat(watch.able()).isFalse();
    var down = new KeysetReady(vault).call();
    assertThat(down.getStatus()).isEqualTo(Status.DOWN);
    assertThat(down.getData().orElseThrow().get("problem").toString())
        .contains("key management service http://127.0.0.1:" + port, "does not answer");
    assertThatThrownBy(() -> vault.seal(new Secret("s"), "c", "f"))
        .isInstanceOf(KeysetWaits.class)
        .hasMessageContaining("does not answer");

    try (FakeTransit back = FakeTransit.start("transit", "ml-connector", port)) {
      back.versions.set(0, server.versions.get(0));
      watch.follow();
    }

    assertThat(watch.able()).isTrue();
    assertThat(new KeysetReady(vault).call().getStatus()).isEqualTo(Status.UP);
    assertThat(vault.seal(new Secret("s"), "c", "f")).isNotEmpty();
  }

  @Test
  void aRefusalIsWaitedForWithWhatToDo() throws Exception {
    Files.writeString(token, "hvs.another");

    assertThatThrownBy(() -> vault().load())
        .isInstanceOf(KeysetWaits.class)
        .hasMessageContaining("refuses us (permission denied)")
        .hasMessageContaining("the right to update transit/decrypt/ml-connector")
        .hasMessageNotContaining("hvs.");
  }

  @Test
  void aSealedServerAndAWrongMountAreWaitedFor() {
    server.fails = 503;
    assertThatThrownBy(() -> vault().load())
        .isInstanceOf(KeysetWaits.class)
        .hasMessageContaining("answered 503 (Vault is sealed)");
    server.fails = 0;

    assertThatThrownBy(() -> vault("mount", "secrets/transit").load())
        .isInstanceOf(KeysetWaits.class)
        .hasMessageContaining("knows no secrets/transit/decrypt/ml-connector");
  }

  @Test
  void anAlteredFileStopsTheStart() throws Exception {
    String json = Files.readString(file);
    int middle = json.indexOf("encryptedKeyset") + 60;
    char other = json.charAt(middle) == 'A' ? 'B' : 'A';
    Files.writeString(file, json.substring(0, middle) + other + json.substring(middle + 1));

    assertThatThrownBy(() -> new KeysetStart(false, Optional.of(file), vault()).check())
        .hasMessageContaining("the file was altered, or wrapped by another key");
  }

  @Test
  void aChangeThatCannotBeUnwrappedLeavesTheEarlierKeysInUse() throws Exception {
    KeysetVault vault = started();
    byte[] sealed = vault.seal(new Secret("s"), "c", "f");
    command("--rotate", file.toString());
    touch();
    server.fails = 500;

    assertThat(vault.follow()).isFalse();

    assertThat(vault.open(sealed, "c", "f")).isEqualTo(new Secret("s"));
    assertThat(new KeysetReady(vault).call().getStatus()).isEqualTo(Status.UP);
    assertThat(vault.trouble().orElseThrow()).contains("answered 500");
    server.fails = 0;
    assertThat(vault.follow()).isTrue();
    assertThat(vault.trouble()).isEmpty();
  }

  @Test
  void aKeysetInClearIsWrappedRewrappedAndUnwrapped() throws Exception {
    Path clear = folder.resolve("clear.json");
    Keysets.create(clear);
    byte[] sealed = new KeysetVault(clear).seal(new Secret("s"), "c", "f");
    assertThatThrownBy(() -> vault(clear).load()).hasMessageContaining("--wrap");

    assertThat(command("--wrap", clear.toString())).isZero();
    assertThat(vault(clear).follow()).isTrue();
    server.versions.add(FakeTransit.random(32));
    assertThat(command("--rewrap", clear.toString())).isZero();
    server.versions.set(0, FakeTransit.random(32));
    KeysetVault vault = vault(clear);
    vault.load();
    assertThat(vault.open(sealed, "c", "f")).isEqualTo(new Secret("s"));

    assertThat(command("--unwrap", clear.toString())).isZero();
    assertThat(new KeysetVault(clear).open(sealed, "c", "f")).isEqualTo(new Secret("s"));
  }

  @Test
  void theCommandListsKeysWithoutShowingThem() {
    command("--add", file.toString());
    out.reset();

    assertThat(command("--list", file.toString())).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .satisfiesExactly(
            first -> assertThat(first).matches("\\d+ encrypts"),
            second -> assertThat(second).matches("\\d+ decrypts"));
  }

  @Test
  void aKubernetesServiceAccountSignsIn() throws Exception {
    server.role = "ml-connector";
    server.jwt = "planted.jwt";
    Path jwt = Files.writeString(folder.resolve("jwt"), "planted.jwt");
    KeysetVault vault =
        new KeysetVault(
            file,
            Transit.of(
                KmsSettings.of("url", server.url(), "role", "ml-connector", "jwt-file", "" + jwt)));

    vault.load();

    assertThat(vault.usable()).isTrue();
    server.role = "another";
    touch();
    assertThat(vault.follow()).isFalse();
    assertThat(vault.trouble().orElseThrow()).contains("auth/kubernetes/login");
  }

  @Test
  void aNamespaceIsNamed() {
    server.namespace = "team-a";
    assertThatThrownBy(() -> vault().load()).isInstanceOf(KeysetWaits.class);

    assertThat(vault("namespace", "team-a").follow()).isTrue();
  }

  @Test
  void onlyTheNamedAuthorityIsBelieved() throws Exception {
    TestAuthority authority = TestAuthority.named("Authority of the KMS");
    Path ca = Files.writeString(folder.resolve("ca.pem"), authority.pem());
    Path other = Files.writeString(folder.resolve("other.pem"), TestAuthority.named("x").pem());
    try (FakeTransit tls = FakeTransit.overTls(authority.server("localhost"))) {
      tls.versions.set(0, server.versions.get(0));
      String url = "https://localhost:" + tls.port();

      assertThat(vault("url", url, "ca-file", ca.toString()).follow()).isTrue();
      int calls = tls.calls.get();
      for (KeysetVault refusing :
          List.of(vault("url", url), vault("url", url, "ca-file", other.toString()))) {
        assertThat(refusing.follow()).isFalse();
        assertThat(refusing.trouble().orElseThrow())
            .contains("a certificate that is not trusted", "kms.ca-file");
      }
      assertThat(tls.calls).hasValue(calls);
    }
    assertThatThrownBy(() -> vault("ca-file", token.toString()))
        .isInstanceOf(KeysetProblem.class)
        .hasMessageContaining("holds no certificate");
  }

  @Test
  void plainHttpToAnotherMachineAndTwoWaysInAreRefused() {
    assertThatThrownBy(
            () ->
                Transit.of(
                    KmsSettings.of("url", "http://vault.example.com", "token-file", "" + token)))
        .hasMessageContaining("must be https://");
    assertThatThrownBy(() -> Transit.of(KmsSettings.of("url", "https://vault.example.com")))
        .hasMessageContaining("either token-file, or role");
  }

  private KeysetVault started() {
    KeysetVault vault = vault();
    new KeysetStart(false, Optional.of(file), vault).check();
    return vault;
  }

  private KeysetVault vault(String... more) {
    return new KeysetVault(file, Transit.of(kms(more)));
  }

  private KeysetVault vault(Path other) {
    return new KeysetVault(other, Transit.of(kms()));
  }

  private KeysetConfig.Kms kms(String... more) {
    List<String> all =
        new ArrayList<>(List.of("url", server.url(), "token-file", token.toString()));
    all.addAll(List.of(more));
    return KmsSettings.of(all.toArray(String[]::new));
  }

  private void touch() throws Exception {
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
  }

  private int command(String... arguments) {
    return KeysetCommand.run(
        List.of(arguments), kms(), new PrintStream(out, true), new PrintStream(err, true));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
