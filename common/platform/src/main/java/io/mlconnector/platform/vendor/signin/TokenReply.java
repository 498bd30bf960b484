package io.mlconnector.platform.vendor.signin;

import io.mlconnector.spi.Secret;
import java.util.Map;

/**
 * What a token endpoint gave.
 *
 * @param seconds life time; null where it did not say
 * @param refresh null where it gave none
 * @param facts what else it said that is no secret
 */
public record TokenReply(
    Secret access, String type, Long seconds, Secret refresh, Map<String, String> facts) {

  public TokenReply {
    facts = Map.copyOf(facts);
  }
}
