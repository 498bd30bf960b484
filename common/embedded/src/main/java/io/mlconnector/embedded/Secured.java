package io.mlconnector.embedded;

import java.util.Map;

/**
 * How a server is spoken to where not everybody may: over TLS, and at Kafka by name and password
 * (SCRAM-SHA-512).
 *
 * @param certificates the server's own, and the authority that signed it
 * @param user who may speak to Kafka
 * @param password of that user; without spaces and quotes
 */
public record Secured(Certificates certificates, String user, String password) {

  private static final String LOGIN =
      "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\""
          + " password=\"%s\";";

  /** What a Kafka client has to be told, by the names of its configuration reference. */
  public Map<String, String> kafkaClient() {
    return Map.of(
        "security.protocol", "SASL_SSL",
        "sasl.mechanism", "SCRAM-SHA-512",
        "sasl.jaas.config", login(),
        "ssl.truststore.type", "PEM",
        "ssl.truststore.location", certificates.authority().toString());
  }

  String login() {
    return LOGIN.formatted(user, password);
  }

  @Override
  public String toString() {
    return "Secured[" + user + "]";
  }
}
