package io.mlconnector.platform.vendor.signin;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.SignIn;
import io.mlconnector.spi.Token;
import io.mlconnector.spi.VendorFailure;
import java.time.Clock;
import java.util.Optional;

/** Signs in the vendor's own way, over calls that are not signed. */
final class OwnSource implements TokenSource {

  private final SignIn signIn;
  private final Connection unsigned;
  private final Clock clock;

  OwnSource(SignIn signIn, Connection unsigned, Clock clock) {
    this.signIn = signIn;
    this.unsigned = unsigned;
    this.clock = clock;
  }

  /** A session that still holds is kept; only where there is none, another is opened. */
  @Override
  public SignInState obtain(SignInState now) {
    if (now.value() != null) {
      Optional<Token> kept = signIn.extend(unsigned, token(now));
      if (kept.isPresent()) {
        return now.until(kept.get().expires());
      }
    }
    return opened(now);
  }

  private static Token token(SignInState state) {
    return new Token(state.header(), new Secret(state.value()), state.expires(), state.facts());
  }

  private SignInState opened(SignInState now) {
    try {
      Token token = signIn.signIn(unsigned);
      return now.with(
          token.header(), token.value(), clock.instant(), token.expires(), token.facts());
    } catch (VendorFailure failure) {
      throw failure.kind() == VendorFailure.Kind.REJECTED
          ? VendorFailure.unauthorized(failure.status(), failure.getMessage())
          : failure;
    }
  }

  @Override
  public boolean ended(VendorFailure failure, boolean read) {
    return Signer.isRefusal(failure) || signIn.ended(failure, read);
  }

  @Override
  public boolean givesBack() {
    return signIn.signsOut();
  }

  @Override
  public void giveBack(SignInState now) {
    signIn.signOut(unsigned, token(now));
  }
}
