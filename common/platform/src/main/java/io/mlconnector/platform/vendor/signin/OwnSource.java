package io.mlconnector.platform.vendor.signin;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.SignIn;
import io.mlconnector.spi.Token;
import io.mlconnector.spi.VendorFailure;
import java.time.Clock;

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

  @Override
  public SignInState obtain(SignInState now) {
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
}
