package io.mlconnector.spi;

import java.time.Instant;
import java.util.Map;

/**
 * What a sign-in gave.
 *
 * @param header the header that signs calls, such as {@code Authorization}
 * @param value the header's whole value
 * @param expires when to have a new one at the latest; null where only a 401 tells
 * @param facts what else the vendor said, such as a site id; not secret
 */
public record Token(String header, Secret value, Instant expires, Map<String, String> facts) {
  public Token {
    facts = Map.copyOf(facts);
  }
}
