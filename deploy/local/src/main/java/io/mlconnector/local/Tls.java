package io.mlconnector.local;

import io.mlconnector.embedded.Certificates;
import io.mlconnector.embedded.Secured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a run with TLS adds: certificates, Kafka's password, and what services are told of both. */
final class Tls {

  /** Systems in a company's own network, which ask who calls. */
  static final Set<String> ON_PREMISE = Set.of("jdedwards", "peoplesoft");

  private static final String USER = "ml-connector";
  private static final int BYTES = 24;

  private Tls() {}

  /**
   * That of a data folder, made at first.
   *
   * @throws CannotRun where the folder holds a run without TLS, whose Kafka knows no password
   */
  static Secured of(DataFolder data) {
    Path password = data.tls().resolve("kafka-password");
    if (!Files.exists(password) && Files.exists(data.root().resolve("kafka"))) {
      throw new CannotRun(
          "The run in %s was begun without --with-tls: add --reset to forget it, or choose another folder with --data."
              .formatted(data.root()));
    }
    Certificates certificates = Certificates.in(data.tls());
    try {
      if (!Files.exists(password)) {
        write(password);
      }
      return new Secured(certificates, USER, Files.readString(password));
    } catch (IOException e) {
      throw new CannotRun("Cannot use " + password + ": " + e.getMessage() + ".", e);
    }
  }

  private static void write(Path file) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Path aside = Files.createTempFile(file.getParent(), "kafka", "");
    Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(aside, HexFormat.of().formatHex(random));
    Files.move(aside, file);
  }

  /** What a connection to a system in the company's network says of TLS, on one line of YAML. */
  static String document(DataFolder data) {
    Certificates files = Certificates.of(data.tls());
    return "tls: { ca: \"${file:%s}\", certificate: \"${file:%s}\", key: \"${file:%s}\" }"
        .formatted(files.authority(), files.clientCertificate(), files.clientKey());
  }

  /** For the environment of a service; the database says it by its URL. */
  static Map<String, String> variables(Secured secured) {
    Map<String, String> variables = new TreeMap<>();
    secured
        .kafkaClient()
        .forEach(
            (key, value) ->
                variables.put("KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    variables.put("MLCONNECTOR_VENDOR_CA_FILE", secured.certificates().authority().toString());
    return variables;
  }
}
