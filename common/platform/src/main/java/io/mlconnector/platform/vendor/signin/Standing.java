package io.mlconnector.platform.vendor.signin;

import io.mlconnector.platform.connection.CredentialUnavailable;
import io.mlconnector.platform.vendor.Attention;
import io.mlconnector.spi.Auth;
import io.mlconnector.spi.VendorFailure;
import java.util.Optional;

/**
 * Where a connection stands with its vendor, over restarts: its token, and whether a person must do
 * something. Guarded by the signer's lock.
 */
final class Standing {

  private final String connection;
  private final AuthSource source;
  private final SignInMemory memory;
  private final Attention attention;

  private SignInState state;
  private SignInState unsaved;
  private boolean raised;

  Standing(String connection, AuthSource source, SignInMemory memory, Attention attention) {
    this.connection = connection;
    this.source = source;
    this.memory = memory;
    this.attention = attention;
  }

  /** What is known, read from the memory at first; null before. */
  SignInState known() {
    return state;
  }

  /**
   * What is known.
   *
   * @throws VendorFailure at once where a person must do something and nobody has
   */
  SignInState checked() {
    if (unsaved != null) {
      keep(unsaved);
    }
    if (unchecked().blocked() != null) {
      unblockIfChanged();
    }
    if (state.blocked() != null) {
      throw VendorFailure.unauthorized(
          0, "The connection needs attention first: " + state.blocked());
    }
    return state;
  }

  /** What is known, whether or not a person must do something. */
  SignInState unchecked() {
    if (state == null) {
      read();
    }
    return state;
  }

  private void read() {
    String fingerprint = fingerprint();
    String identity = Digest.identity(auth(), fingerprint);
    state =
        kept()
            .filter(kept -> kept.identity().equals(identity))
            .orElse(SignInState.none(identity, fingerprint));
    if (state.blocked() != null) {
      raised = true;
    } else {
      state = state.withCredentials(fingerprint);
    }
  }

  private Optional<SignInState> kept() {
    try {
      return memory.load();
    } catch (CredentialUnavailable e) {
      throw missing(e);
    }
  }

  /** Reads again what was kept last, after a sign-in that kept something on its way and failed. */
  void readAgain() {
    memory.load().ifPresent(kept -> state = kept);
  }

  private void unblockIfChanged() {
    String fingerprint = fingerprint();
    if (!fingerprint.equals(state.credentials())) {
      String identity = Digest.identity(auth(), fingerprint);
      keep(
          identity.equals(state.identity())
              ? state.withBlocked(null).withUnanswered(0).withCredentials(fingerprint)
              : SignInState.none(identity, fingerprint));
    }
  }

  /** Keeps it before it is used; where that fails, it is kept at the next use. */
  void keep(SignInState next) {
    unsaved = next;
    memory.save(next);
    state = next;
    unsaved = null;
  }

  /** From now on a person must do something. */
  VendorFailure block(int status, String reason) {
    raised = true;
    keep(state.withBlocked(reason).withCredentials(fingerprintOr(state.credentials())));
    attention.needed(connection, reason);
    return VendorFailure.unauthorized(status, reason);
  }

  void accepted() {
    if (raised) {
      raised = false;
      attention.over(connection);
    }
  }

  boolean raised() {
    return raised;
  }

  void tryAgain() {
    if (unchecked().blocked() != null) {
      keep(state.withBlocked(null).withUnanswered(0).withForced(null));
    }
  }

  /** The description as it is now; where a secret is missing, a person must bring it. */
  Auth auth() {
    try {
      return source.auth();
    } catch (CredentialUnavailable e) {
      throw missing(e);
    }
  }

  private String fingerprint() {
    try {
      return source.fingerprint();
    } catch (CredentialUnavailable e) {
      throw missing(e);
    }
  }

  private String fingerprintOr(String other) {
    try {
      return source.fingerprint();
    } catch (CredentialUnavailable e) {
      return other;
    }
  }

  /** Not kept as blocked: the secret may be there at the next call. */
  private VendorFailure missing(CredentialUnavailable e) {
    if (!raised) {
      raised = true;
      attention.needed(connection, e.getMessage());
    }
    return VendorFailure.unauthorized(0, e.getMessage());
  }
}
