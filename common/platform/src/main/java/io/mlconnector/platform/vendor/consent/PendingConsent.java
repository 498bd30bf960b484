package io.mlconnector.platform.vendor.consent;

import io.mlconnector.spi.Secret;
import java.time.Instant;

/**
 * A person was sent to the vendor and is expected back.
 *
 * @param browser digest of the cookie of the browser that went
 * @param verifier of PKCE; null where the vendor has none
 */
record PendingConsent(
    String connection, String starter, String browser, Secret verifier, Instant expires) {}
