package io.mlconnector.platform.vendor.signin;

import java.util.Optional;

/**
 * What a try of other credentials learns of signing in, kept from the database until the try is
 * over. It begins without a token, so that somebody does sign in.
 */
public final class TrialMemory implements SignInMemory {

  private final SignInState before;
  private SignInState now;

  private TrialMemory(SignInState before) {
    this.before = before;
    this.now = before == null ? null : before.withoutToken();
  }

  /** A try by the side of what is stored; nothing for a connection that never signed in. */
  static TrialMemory beside(Optional<SignInState> stored) {
    return new TrialMemory(stored.orElse(null));
  }

  @Override
  public Optional<SignInState> load() {
    return Optional.ofNullable(now);
  }

  @Override
  public void save(SignInState state) {
    now = state;
  }

  /** What to keep where the try went well; empty where nobody signed in. */
  public Optional<SignInState> learned() {
    return Optional.ofNullable(now).filter(state -> state.value() != null);
  }

  /**
   * What to keep where the try failed: a refresh token that took the place of the stored one, which
   * the vendor has forgotten.
   */
  public Optional<SignInState> mustStay() {
    return Optional.ofNullable(before)
        .filter(stored -> now.identity().equals(stored.identity()))
        .filter(stored -> now.refresh() != null && !now.refresh().equals(stored.refresh()))
        .map(stored -> stored.withoutToken().withRefresh(now.refreshToken()).withUnanswered(0));
  }
}
