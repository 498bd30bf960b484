package io.mlconnector.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.platform.tls.TestAuthority;
import io.mlconnector.platform.tls.TestAuthority.Issued;
import io.mlconnector.spi.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a document says of TLS, from being given to being exported. */
class TlsPartTest {

  private static final TestAuthority AUTHORITY = TestAuthority.named("Acme");
  private static final Issued OURS = AUTHORITY.client("ml-connector");
  private static final Issued RENEWED = AUTHORITY.client("ml-connector");

  @TempDir Path folder;
  private StoreFixture fixture;

  @BeforeEach
  void open() {
    Path keyset = folder.resolve("keyset.json");
    Keysets.create(keyset);
    fixture = new StoreFixture("connection_tls", keyset);
  }

  @Test
  void certificatesAreOfTheDocumentAndTheKeyIsSealed() {
    StoredConnection stored = create(all());

    assertThat(stored.document().tls().certificate()).isEqualTo(OURS.certificate().strip());
    assertThat(stored.document().tls().ca()).isEqualTo(AUTHORITY.pem().strip());
    assertThat(stored.secrets()).contains("tls.key");
    assertThat(CanonicalJson.text(stored.document())).doesNotContain(lineOf(OURS.key()));
    assertThat(fixture.credentials(stored).secret("tls.key"))
        .isEqualTo(new Secret(OURS.key().strip()));
  }

  @Test
  void aKeyThatIsLeftOutStays() {
    create(all());
    StoredConnection changed = patch(Map.of("displayName", "Other"));

    assertThat(changed.version()).isEqualTo(2);
    assertThat(changed.secrets()).contains("tls.key");
  }

  @Test
  void aNewCertificateNeedsItsOwnKey() {
    create(all());

    assertThat(refused(Map.of("tls", Map.of("certificate", RENEWED.certificate()))))
        .singleElement()
        .asString()
        .startsWith("tls.key: is not the key of tls.certificate");
    StoredConnection renewed =
        patch(Map.of("tls", Map.of("certificate", RENEWED.certificate(), "key", RENEWED.key())));
    assertThat(fixture.credentials(renewed).secret("tls.key").reveal())
        .contains(lineOf(RENEWED.key()));
  }

  @Test
  void aKeyIsForgottenWithItsCertificate() {
    create(all());
    Map<String, Object> none = new LinkedHashMap<>();
    none.put("certificate", null);

    StoredConnection changed = patch(Map.of("tls", none));

    assertThat(changed.secrets()).doesNotContain("tls.key");
    assertThat(changed.document().tls().ca()).isNotEmpty();
  }

  @Test
  void aStoredKeyGoesToNoOtherHost() {
    create(all());

    assertThat(refused(Map.of("baseUrl", "https://other.example.com")))
        .anyMatch(problem -> problem.startsWith("tls.key: must be given again"));
  }

  @Test
  void whatIsMissingOrTooMuchIsSaid() {
    assertThat(problems(tls("certificate", OURS.certificate())))
        .containsExactly(
            "tls.key: is missing: the private key of tls.certificate; give it here, or as"
                + " ${file:…}");
    assertThat(problems(tls("key", OURS.key())))
        .singleElement()
        .asString()
        .startsWith("tls.certificate: is missing");
    assertThat(problems(tls("publicToo", "true")))
        .singleElement()
        .asString()
        .startsWith("tls.publicToo: says something only beside ca");
    assertThat(problems(tls("keyPassword", "x")))
        .containsExactly("tls.keyPassword: is given without a key: leave it out");
    assertThat(problems(tls("serverName", "https://erp.example.com")))
        .singleElement()
        .asString()
        .contains("is no host name such as");
    assertThat(problems(tls("verify", "false")))
        .singleElement()
        .asString()
        .startsWith("tls.verify: unknown field");
  }

  @Test
  void aFileIsReadWhenTheDocumentIsSavedAndWhenItIsUsed() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong.pem"), "hello");
    Path ca = Files.writeString(folder.resolve("ca.pem"), AUTHORITY.pem());

    assertThat(problems(tls("ca", "${file:" + wrong + "}")))
        .singleElement()
        .asString()
        .startsWith("tls.ca: holds no certificate in PEM form");
    assertThat(problems(tls("ca", "${file:/etc/hostname}")))
        .singleElement()
        .asString()
        .startsWith("tls.ca: names a file outside");
    StoredConnection stored = create(tls("ca", "${file:" + ca + "}"));
    String before = fixture.credentials(stored).fingerprint();
    Files.writeString(ca, TestAuthority.named("Other").pem());
    assertThat(fixture.credentials(stored).fingerprint()).isNotEqualTo(before);
  }

  @Test
  void whatEndedMeanwhileKeepsNobodyFromChangingSomethingElse() {
    create(all());
    fixture.later = Duration.ofDays(60);

    assertThat(patch(Map.of("enabled", "false")).document().enabled()).isFalse();

    assertThat(refused(Map.of("tls", Map.of("key", OURS.key()))))
        .isNotEmpty()
        .allMatch(problem -> problem.contains(" ended on "));
  }

  @Test
  void anExportSaysThatTheKeyIsMissing() {
    create(all());

    String yaml = ConnectionExport.yaml(fixture.store.list());

    assertThat(yaml)
        .contains("key: ${missing:key}", "BEGIN CERTIFICATE")
        .doesNotContain(lineOf(OURS.key()), "missing:tls");
    assertThat(DocumentText.yaml(yaml)).containsKey("connections");
  }

  private static Map<String, Object> all() {
    return tls("ca", AUTHORITY.pem(), "certificate", OURS.certificate(), "key", OURS.key());
  }

  private static Map<String, Object> tls(String... fields) {
    Map<String, Object> tls = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      tls.put(fields[i], fields[i + 1]);
    }
    return tls;
  }

  private StoredConnection create(Map<String, Object> tls) {
    Map<String, Object> document = new LinkedHashMap<>(DocumentText.yaml(DocumentFixture.GOOD));
    document.put("tls", tls);
    return fixture.connections.create(new DocumentBody(CanonicalJson.text(document), false));
  }

  private List<String> problems(Map<String, Object> tls) {
    return words(() -> create(tls));
  }

  private StoredConnection patch(Map<String, Object> patch) {
    try {
      String body = CanonicalJson.mapper().writeValueAsString(patch);
      return fixture.connections.patch("acme-prod", new DocumentBody(body, false), null);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> refused(Map<String, Object> patch) {
    return words(() -> patch(patch));
  }

  private static List<String> words(Runnable change) {
    InvalidDocument wrong = catchThrowableOfType(InvalidDocument.class, change::run);
    return wrong.problems().stream().map(String::valueOf).toList();
  }

  private static String lineOf(String pem) {
    return pem.lines().skip(1).findFirst().orElseThrow();
  }
}
