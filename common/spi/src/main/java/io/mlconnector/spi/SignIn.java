package io.mlconnector.spi;

/** A sign-in of the vendor's own; the platform calls it, one at a time, and keeps the token. */
public interface SignIn {

  /**
   * Signs in.
   *
   * @throws VendorFailure of kind UNAUTHORIZED where the credentials are refused
   */
  Token signIn(Connection connection);

  /** Ends the session, where the vendor has such a call; failures are of no consequence. */
  default void signOut(Connection connection, Token token) {}
}
