package io.mlconnector.platform.connection;

import static io.mlconnector.platform.connection.DocumentFixture.GOOD;
import static io.mlconnector.platform.connection.DocumentFixture.documents;
import static io.mlconnector.platform.connection.DocumentFixture.read;
import static io.mlconnector.platform.connection.DocumentFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.platform.connection.ConnectionDocument.MassChange;
import io.mlconnector.platform.connection.StoredConnection.Source;
import io.mlconnector.spi.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoodDocumentsTest {

  @Test
  void everyFieldIsRead() {
    ConnectionDocument document =
        read(GOOD
                + "concurrency: 3\nshare: 0.5\nproxy: http://proxy.acme.com:3128\n"
                + "egress: [10.0.0.0/8]\nwriteTimeout: 30s\nmassChange: {percent: 10}\n")
            .document();

    assertThat(document.baseUrl()).isEqualTo(URI.create("https://acme.test-system.com"));
    assertThat(document.timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(document.enabled()).isTrue();
    assertThat(document.settings())
        .containsEntry("pageSize", 50)
        .containsEntry("region", "us")
        .containsEntry("tags", List.of("a", "b"));
    assertThat(document.streams().get("customers").closed()).containsExactly("22:00-04:00");
    assertThat(document.streams().get("customers").reconcile()).isEqualTo("12:30");
    assertThat(document.concurrency()).isEqualTo(3);
    assertThat(document.share()).isEqualTo(0.5);
    assertThat(document.writeTimeout()).hasSeconds(30);
    assertThat(document.massChange()).isEqualTo(new MassChange(10, 20));
  }

  @Test
  void aSecretInClearLeavesTheDocument() {
    Draft draft = read(GOOD);

    assertThat(draft.secrets()).isEqualTo(Map.of("password", new Secret("hunter2")));
    assertThat(CanonicalJson.text(draft.document())).doesNotContain("hunter2");
    assertThat(draft.toString()).doesNotContain("hunter2");
  }

  @Test
  void aReferenceStaysInTheDocumentAndItsValueDoesNot(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "hunter2\n");
    String reference = "${file:" + file + "}";

    Draft draft =
        documents(folder)
            .read(
                DocumentText.yaml(with("password: hunter2", "password: '" + reference + "'")),
                Optional.empty());

    assertThat(draft.secrets()).isEmpty();
    assertThat(draft.document().auth()).containsEntry("password", reference);
  }

  @Test
  void everyOffSwitchesTheStreamOff() {
    assertThat(read(with("every: 10m", "every: off")).document().streams().get("customers"))
        .satisfies(
            stream -> {
              assertThat(stream.enabled()).isFalse();
              assertThat(stream.every()).isNull();
            });
  }

  @Test
  void plainHttpStaysOnThisMachine() {
    String line = "baseUrl: https://acme.test-system.com";
    assertThat(read(with(line, "baseUrl: http://127.0.0.1:8090/x")).document().baseUrl().getPort())
        .isEqualTo(8090);
    assertThat(read(with(line, "baseUrl: http://localhost:8090")).document()).isNotNull();
    assertThatThrownBy(() -> read(with(line, "baseUrl: http://127.0.0.1.evil.com")))
        .isInstanceOf(InvalidDocument.class);
  }

  @Test
  void aDocumentSurvivesItsJsonForm() {
    ConnectionDocument document = read(GOOD + "writeTimeout: 30s\nshare: 0.25\n").document();

    assertThat(CanonicalJson.read(CanonicalJson.bytes(document), ConnectionDocument.class))
        .isEqualTo(document);
  }

  @Test
  void aStoredSecretStaysWhereTheDocumentLeavesItOut() {
    Draft draft = again(with(", password: hunter2", ""));

    assertThat(draft.kept()).containsExactly("password");
    assertThat(draft.secrets()).isEmpty();
  }

  @Test
  void aStoredSecretDoesNotFollowTheConnectionToAnotherHost() {
    String moved =
        with(", password: hunter2", "")
            .replace("https://acme.test-system.com", "https://evil.example.com");

    assertThatThrownBy(() -> again(moved))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageStartingWith("auth.password: must be given again")
        .hasMessageContaining("https://evil.example.com");
  }

  @Test
  void aStoredSecretDoesNotFollowToAProxyOrAReportsAddressEither() {
    String kept = with(", password: hunter2", "");
    assertThatThrownBy(() -> again(kept + "proxy: http://evil.example.com:1\n"))
        .hasMessageStartingWith("auth.password: must be given again");
    assertThatThrownBy(
            () -> again(kept.replace("pageSize: 50", "reportsUrl: 'https://evil.example.com'")))
        .hasMessageStartingWith("auth.password: must be given again");
  }

  @Test
  void aStoredSecretOfAnotherModeIsNotKept() {
    assertThatThrownBy(
            () ->
                again(
                    with(
                        "mode: basic, user: robot, password: hunter2",
                        "mode: client-credentials, clientId: c, tokenUrl:"
                            + " 'https://acme.test-system.com/t'")))
        .hasMessageStartingWith("auth.clientSecret: is missing");
  }

  private static Draft again(String yaml) {
    StoredConnection stored =
        new StoredConnection(
            read(GOOD).document(), Source.API, 1, Set.of("password"), Instant.EPOCH, Instant.EPOCH);
    return documents(Path.of("/run/secrets")).read(DocumentText.yaml(yaml), Optional.of(stored));
  }
}
