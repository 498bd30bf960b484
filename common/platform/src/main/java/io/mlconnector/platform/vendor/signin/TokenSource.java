package io.mlconnector.platform.vendor.signin;

import io.mlconnector.spi.VendorFailure;

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

  /** Whether a failed call says that the token is worth nothing any more; see {@link Signer}. */
  default boolean ended(VendorFailure failure, boolean read) {
    return Signer.isRefusal(failure);
  }

  /** Whether tokens are given back once nobody needs them. */
  default boolean givesBack() {
    return false;
  }

  /**
   * Gives a token back.
   *
   * @throws VendorFailure where the vendor did not take it
   */
  default void giveBack(SignInState now) {}
}
