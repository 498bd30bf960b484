package io.mlconnector.platform.vendor.signin;

import io.mlconnector.spi.Auth;

/** Where the tokens of a description come from. */
interface TokenSources {

  /** The usual way. */
  TokenSource of(Auth auth);

  /**
   * By a person's consent.
   *
   * @throws IllegalArgumentException where the connection signs in another way
   */
  TokenSource of(Auth auth, CodeGrant grant);
}
