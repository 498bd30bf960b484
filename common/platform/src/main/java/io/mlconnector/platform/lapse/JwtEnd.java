package io.mlconnector.platform.lapse;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.spi.Secret;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** When a JSON Web Token ends that a person entered: it says so itself (RFC 7519 section 4.1.4). */
final class JwtEnd {

  private static final int PARTS = 3;

  private JwtEnd() {}

  /** Its {@code exp}; empty where the secret is no such token, or has no end. */
  static Optional<Instant> of(Secret secret) {
    String[] parts = secret.reveal().split("\\.", -1);
    if (parts.length != PARTS || !parts[0].startsWith("eyJ")) {
      return Optional.empty();
    }
    try {
      JsonNode claims = CanonicalJson.read(Base64.getUrlDecoder().decode(parts[1]), JsonNode.class);
      long seconds = claims.path("exp").asLong(0);
      return seconds > 0 ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
