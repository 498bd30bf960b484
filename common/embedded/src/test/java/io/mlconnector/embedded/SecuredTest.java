package io.mlconnector.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecuredTest {

  @TempDir Path folder;

  @Test
  void kafkaTakesWhoTrustsItsAuthorityAndKnowsThePassword() throws Exception {
    Secured secured = new Secured(Certificates.in(folder.resolve("tls")), "ml", "secret");
    Path data = folder.resolve("kafka data");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data, 0, Optional.of(secured))) {
      Topics.create(kafka, "kept");
      Topics.write(kafka, "kept", "one");
      kafka.restart();
      assertThat(Topics.read(kafka, "kept", 1)).containsExactly("one");

      Map<String, String> wrong = new HashMap<>(kafka.clientSettings());
      wrong.computeIfPresent("sasl.jaas.config", (key, text) -> text.replace("secret", "guess"));
      assertRefused(wrong, SaslAuthenticationException.class);
      Map<String, String> strange = new HashMap<>(kafka.clientSettings());
      strange.remove("ssl.truststore.location");
      strange.remove("ssl.truststore.type");
      assertRefused(strange, SslAuthenticationException.class);
    }
  }

  private static void assertRefused(Map<String, String> settings, Class<? extends Exception> how) {
    try (Admin admin = Admin.create(Map.copyOf(settings))) {
      assertThatThrownBy(() -> admin.listTopics().names().get(20, TimeUnit.SECONDS))
          .hasCauseInstanceOf(how);
    }
  }

  @Test
  void postgresTakesNobodyWithoutTlsAndIsWhoItSaysItIs() throws Exception {
    Certificates certificates = Certificates.in(folder.resolve("tls"));
    Path data = folder.resolve("postgres data");
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(data, 0, Durability.FAST, Optional.of(certificates))) {
      String url = postgres.database("small");
      try (var sql = DriverManager.getConnection(url, postgres.user(), postgres.password());
          var row =
              sql.createStatement()
                  .executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
        assertThat(row.next() && row.getBoolean(1)).isTrue();
      }

      String plain = url.substring(0, url.indexOf('?')) + "?sslmode=disable";
      assertThatThrownBy(() -> DriverManager.getConnection(plain, postgres.user(), "x"))
          .hasMessageContaining("no pg_hba.conf entry")
          .hasMessageContaining("no encryption");
      Certificates others = Certificates.in(folder.resolve("others"));
      String stranger =
          url.replace(
              certificates.authority().getParent().getFileName() + "%2F",
              others.authority().getParent().getFileName() + "%2F");
      assertThatThrownBy(() -> DriverManager.getConnection(stranger, postgres.user(), "x"))
          .rootCause()
          .hasMessageContaining("does not chain with any of the trust anchors");
    }
  }

  @Test
  void certificatesAreMadeOnceAndTheKeyIsForItsOwnerOnly() throws Exception {
    Certificates certificates = Certificates.in(folder);
    byte[] key = Files.readAllBytes(certificates.key());

    assertThat(Certificates.in(folder)).isEqualTo(certificates);
    assertThat(Files.readAllBytes(certificates.key())).isEqualTo(key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(certificates.key())))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(5);
    }
    assertThat(
            List.of(
                certificates.authority(),
                certificates.certificate(),
                certificates.clientCertificate()))
        .allSatisfy(file -> assertThat(file).content().startsWith("-----BEGIN CERTIFICATE-----"));
  }
}
