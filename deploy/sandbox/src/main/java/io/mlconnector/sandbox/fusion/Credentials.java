package io.mlconnector.sandbox.fusion;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A name and a secret from an {@code Authorization: Basic} header. */
record Credentials(String name, String secret) {

  static Optional<Credentials> basic(String header) {
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
      String[] sides = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      return sides.length == 2
          ? Optional.of(new Credentials(sides[0], sides[1]))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "Credentials[" + name + "]";
  }
}
