package io.mlconnector.spi;

import java.util.Optional;

/** A sign-in of the vendor's own; the platform calls it, one at a time, and keeps the token. */
public interface SignIn {

  /**
   * Signs in.
   *
   * @throws VendorFailure of kind UNAUTHORIZED where the credentials are refused
   */
  Token signIn(Connection connection);

  /**
   * Keeps a session instead of opening another, once its token's time is over.
   *
   * @return the same token with its new time; empty where the session is gone, so that it takes a
   *     sign-in
   * @throws VendorFailure where the vendor did not say
   */
  default Optional<Token> extend(Connection connection, Token token) {
    return Optional.empty();
  }

  /**
   * Whether a failed call says that the session is over: the call was not applied then, and is made
   * once more after a sign-in. A 401 always says so.
   *
   * @param read whether the call changes nothing at the vendor
   */
  default boolean ended(VendorFailure failure, boolean read) {
    return false;
  }

  /** Whether the vendor holds something for each session until {@link #signOut} ends it. */
  default boolean signsOut() {
    return false;
  }

  /**
   * Ends the session, where the vendor has such a call, because the connection is given up or this
   * service stops; failures are of no consequence.
   */
  default void signOut(Connection connection, Token token) {}
}
