package io.mlconnector.sandbox.zendesk.state;

import java.time.Instant;
import java.util.Set;

/**
 * What a person agreed to on the consent page, waiting to be exchanged once.
 *
 * @param challenge the PKCE challenge, or null
 * @param method {@code S256} or {@code plain}
 */
record AuthorizationCode(
    String clientId,
    String redirectUri,
    long userId,
    Set<String> scopes,
    String challenge,
    String method,
    Instant expiresAt) {}
