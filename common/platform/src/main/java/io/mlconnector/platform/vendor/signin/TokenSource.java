package io.mlconnector.platform.vendor.signin;

/** Gets another token. */
interface TokenSource {

  /**
   * Signs in.
   *
   * @param now what is known, which is not changed
   * @return the state with the token; not kept yet
   * @throws io.mlconnector.spi.VendorFailure of kind UNAUTHORIZED where a person must do something
   */
  SignInState obtain(SignInState now);
}
