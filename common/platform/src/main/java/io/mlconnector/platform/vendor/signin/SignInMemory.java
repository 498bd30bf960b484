package io.mlconnector.platform.vendor.signin;

import java.util.Optional;

/** Keeps what the next owner of a connection must know of signing in. */
public interface SignInMemory {

  /**
   * What was kept last; empty where there is nothing.
   *
   * @throws io.mlconnector.platform.connection.CredentialUnavailable where it cannot be opened
   */
  Optional<SignInState> load();

  /**
   * Keeps it, durably once this returns.
   *
   * @throws io.mlconnector.flow.lease.LeaseLost where another replica owns the connection
   */
  void save(SignInState state);
}
