package io.mlconnector.platform.vendor.signin;

import io.mlconnector.platform.vendor.Attention;
import io.mlconnector.spi.Auth;
import io.mlconnector.spi.Connection;
import java.time.Clock;
import java.util.function.Supplier;

/** Makes the signer that a connection's way to sign in calls for. */
public final class Signers {

  private final SignInMemory memory;
  private final Attention attention;
  private final TokenEndpointClient tokens;
  private final Clock clock;

  public Signers(
      SignInMemory memory, Attention attention, TokenEndpointClient tokens, Clock clock) {
    this.memory = memory;
    this.attention = attention;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * A signer.
   *
   * @param unsigned the connection without signatures, for a vendor's own sign-in
   */
  public Signer signer(String connection, AuthSource source, Supplier<Connection> unsigned) {
    Standing standing = new Standing(connection, source, memory, attention);
    return new LateSigner(
        standing,
        auth ->
            auth instanceof Auth.Basic || auth instanceof Auth.Header
                ? new FixedSigner(standing)
                : new TokenSigner(connection, standing, sources(unsigned), clock));
  }

  private TokenSources sources(Supplier<Connection> unsigned) {
    return new TokenSources() {
      @Override
      public TokenSource of(Auth auth) {
        return source(auth, unsigned);
      }

      @Override
      public TokenSource of(Auth auth, CodeGrant grant) {
        if (auth instanceof Auth.AuthorizationCode code) {
          return new CodeSource(tokens, code, grant, clock);
        }
        throw new IllegalArgumentException("The connection signs in without anybody's consent");
      }
    };
  }

  private TokenSource source(Auth auth, Supplier<Connection> unsigned) {
    if (auth instanceof Auth.ClientCredentials client) {
      return new GrantSource(tokens, client.endpoint(), client.scope(), clock);
    }
    if (auth instanceof Auth.RefreshToken refresh) {
      return new RefreshSource(
          tokens, refresh.endpoint(), refresh.refreshToken(), refresh.singleUse(), memory, clock);
    }
    if (auth instanceof Auth.AuthorizationCode code) {
      return new RefreshSource(tokens, code.endpoint(), null, code.singleUse(), memory, clock);
    }
    if (auth instanceof Auth.PastedCode pasted) {
      TokenSource refreshing =
          new RefreshSource(tokens, pasted.endpoint(), null, false, memory, clock);
      return new PastedCodeSource(tokens, pasted, refreshing, clock);
    }
    if (auth instanceof Auth.Own own) {
      return new OwnSource(own.signIn(), unsigned.get(), clock);
    }
    throw new IllegalStateException("No sign-in for " + auth.getClass().getSimpleName());
  }
}
