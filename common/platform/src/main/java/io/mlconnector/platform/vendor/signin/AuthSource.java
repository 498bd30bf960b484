package io.mlconnector.platform.vendor.signin;

import io.mlconnector.spi.Auth;

/** How a connection signs in, from its document and its credentials as they are now. */
public interface AuthSource {

  /**
   * The description.
   *
   * @throws io.mlconnector.platform.connection.CredentialUnavailable where a secret cannot be had
   */
  Auth auth();

  /**
   * Changes whenever a person enters something else; shows nothing of it.
   *
   * @throws io.mlconnector.platform.connection.CredentialUnavailable as {@link #auth()}
   */
  String fingerprint();
}
