package io.mlconnector.platform.vendor.signin;

import io.mlconnector.spi.Secret;
import java.net.URI;

/**
 * What a person's consent gave us to ask for tokens with, once.
 *
 * @param redirectUrl the same that the browser was sent to the vendor with
 * @param verifier RFC 7636; null where the vendor has no PKCE
 */
public record CodeGrant(Secret code, URI redirectUrl, Secret verifier) {}
