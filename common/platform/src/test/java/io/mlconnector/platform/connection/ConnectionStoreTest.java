package io.mlconnector.platform.connection;

import static io.mlconnector.platform.connection.DocumentFixture.GOOD;
import static io.mlconnector.platform.connection.DocumentFixture.read;
import static io.mlconnector.platform.connection.DocumentFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.platform.connection.StoredConnection.Source;
import io.mlconnector.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionStoreTest {

  @TempDir Path folder;
  private Path keyset;
  private StoreFixture fixture;

  @BeforeEach
  void open() {
    keyset = folder.resolve("keyset.json");
    Keysets.create(keyset);
    fixture = new StoreFixture("connection_store", keyset);
  }

  @Test
  void whatIsCreatedIsFound() {
    StoredConnection created = fixture.store.create(read(GOOD), Source.API);

    assertThat(fixture.store.find("acme-prod")).contains(created);
    assertThat(fixture.store.list()).containsExactly(created);
    assertThat(created.document()).isEqualTo(read(GOOD).document());
    assertThat(created.version()).isEqualTo(1);
    assertThat(created.secrets()).isEqualTo(Set.of("password"));
    assertThat(created.created()).isEqualTo(StoreFixture.NOW);
  }

  @Test
  void anIdIsTakenOnce() {
    fixture.store.create(read(GOOD), Source.API);

    assertThatThrownBy(() -> fixture.store.create(read(GOOD), Source.FILE))
        .isInstanceOf(ConnectionConflict.class)
        .hasMessageContaining("exists already");
  }

  @Test
  void aChangeFromAnOlderVersionIsRefused() {
    fixture.store.create(read(GOOD), Source.API);
    fixture.store.replace(read(with("Acme", "Acme 2")), Source.API, 1L);

    assertThatThrownBy(() -> fixture.store.replace(read(GOOD), Source.API, 1L))
        .isInstanceOf(ConnectionConflict.class)
        .hasMessage(
            "Connection acme-prod is at version 2, not 1: read it again and repeat the change");
    assertThat(fixture.store.find("acme-prod").orElseThrow().document().displayName())
        .isEqualTo("Acme 2");
  }

  @Test
  void whatTheFileGaveIsNotChangedByTheApi() {
    fixture.store.create(read(GOOD), Source.FILE);

    assertThatThrownBy(() -> fixture.store.replace(read(GOOD), Source.API, null))
        .hasMessageContaining("comes from the mounted file");
    assertThatThrownBy(() -> fixture.store.delete("acme-prod", Source.API, null))
        .hasMessageContaining("comes from the mounted file");
  }

  @Test
  void aDeletedConnectionLeavesNoSecret() {
    fixture.store.create(read(GOOD), Source.API);

    fixture.store.delete("acme-prod", Source.API, 1L);

    assertThat(fixture.store.find("acme-prod")).isEmpty();
    assertThat(fixture.secrets.of("acme-prod")).isEmpty();
    assertThat(fixture.forgotten).containsExactly("acme-prod");
    assertThatThrownBy(() -> fixture.store.delete("acme-prod", Source.API, null))
        .hasMessageContaining("no connection");
  }

  @Test
  void secretsAreStoredSealedAndOpenAtUse() {
    StoredConnection stored = fixture.store.create(read(GOOD), Source.API);

    byte[] sealed = fixture.secrets.of("acme-prod").get("password");
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("hunter2");
    assertThat(fixture.credentials(stored).secret("password")).isEqualTo(new Secret("hunter2"));
  }

  @Test
  void aReplacedSecretReplacesAndAnOmittedOneThatIsNotKeptGoes() {
    fixture.store.create(
        read(with("password: hunter2", "password: hunter2, webhookSecret: w")), Source.API);

    StoredConnection replaced =
        fixture.store.replace(read(with("hunter2", "hunter3")), Source.API, null);

    assertThat(replaced.secrets()).isEqualTo(Set.of("password"));
    assertThat(fixture.credentials(replaced).secret("password")).isEqualTo(new Secret("hunter3"));
  }

  @Test
  void aKeptSecretStays() {
    Draft first = read(GOOD);
    fixture.store.create(first, Source.API);

    StoredConnection replaced =
        fixture.store.replace(
            new Draft(first.document(), Map.of(), Set.of("password")), Source.API, null);

    assertThat(fixture.credentials(replaced).secret("password")).isEqualTo(new Secret("hunter2"));
  }

  @Test
  void reencryptionMakesTheOldestKeyNeedless() {
    StoredConnection stored = fixture.store.create(read(GOOD), Source.API);
    byte[] early = fixture.secrets.of("acme-prod").get("password");
    new Keysets(null).change(keyset, ring -> ring.add().useLast());

    Reencryption.Result result =
        new Reencryption(fixture.transactions, fixture.vault, List.of(fixture.secrets)).all();

    assertThat(result).isEqualTo(new Reencryption.Result(1, 0, List.of()));

    byte[] late = fixture.secrets.of("acme-prod").get("password");
    // Tink puts the key's id into bytes 1 to 4.
    assertThat(java.util.Arrays.copyOf(late, 5)).isNotEqualTo(java.util.Arrays.copyOf(early, 5));
    assertThat(fixture.credentials(stored).secret("password")).isEqualTo(new Secret("hunter2"));
  }

  @Test
  void everyStoredDocumentIsAuditedWithoutItsSecrets() {
    fixture.store.create(read(GOOD), Source.API);
    fixture.store.replace(read(with("hunter2", "hunter3")), Source.API, null);

    assertThat(fixture.outbox).hasSize(2);
    assertThat(fixture.outbox.get(1))
        .startsWith("connection/acme-prod {")
        .contains("CONFIGURED", "Version 2, from the api")
        .doesNotContain("hunter");
  }

  @Test
  void aCallForAttentionIsNewsOnceAndAChangedDocumentTakesItBack() {
    fixture.store.create(read(GOOD), Source.API);
    fixture.outbox.clear();

    assertThat(fixture.states.needsAttention("acme-prod", "sign-in", "Refused")).isTrue();
    assertThat(fixture.states.needsAttention("acme-prod", "sign-in", "Refused")).isFalse();
    assertThat(fixture.outbox).hasSize(1);
    fixture.states.fine("acme-prod", "start");
    assertThat(fixture.states.of("acme-prod").attention()).isEqualTo("Refused");

    fixture.store.replace(read(with("hunter2", "hunter3")), Source.API, null);

    assertThat(fixture.states.of("acme-prod").attention()).isNull();
  }

  @Test
  void onlySwitchedOnConnectionsAreToBeOwned() {
    fixture.store.create(read(GOOD), Source.API);
    fixture.store.create(read(with("id: acme-prod", "id: acme-off\nenabled: false")), Source.API);

    assertThat(fixture.store.enabledVersions()).isEqualTo(Map.of("acme-prod", 1L));
  }
}
