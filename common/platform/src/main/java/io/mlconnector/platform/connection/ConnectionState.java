package io.mlconnector.platform.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What was last seen of a connection.
 *
 * @param attention why a person must act, and what to do; null where nobody must
 * @param attentionBy who found it out, such as {@code sign-in}
 * @param ping the newest check as it was answered; null before the first one
 * @param consent the last consent, where it did not become a sign-in; null where it did
 */
public record ConnectionState(
    String attention,
    Instant attentionSince,
    String attentionBy,
    JsonNode ping,
    FailedConsent consent) {

  public static final ConnectionState NONE = new ConnectionState(null, null, null, null, null);

  /** When a person's sign-in at the vendor came to nothing, and why. */
  public record FailedConsent(Instant at, String cause) {}
}
