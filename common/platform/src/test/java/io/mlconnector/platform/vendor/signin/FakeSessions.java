package io.mlconnector.platform.vendor.signin;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.SignIn;
import io.mlconnector.spi.Token;
import io.mlconnector.spi.VendorFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A vendor that holds a session until it is given back, and can be asked whether it holds. */
final class FakeSessions implements SignIn {

  final List<String> said = new ArrayList<>();
  final List<Instant> openings = new ArrayList<>();
  boolean alive = true;
  private final Clock clock;
  private int closed;

  FakeSessions(Clock clock) {
    this.clock = clock;
  }

  long open() {
    return openings.size() - closed;
  }

  @Override
  public Token signIn(Connection connection) {
    openings.add(clock.instant());
    alive = true;
    said.add("open " + openings.size());
    return token("session" + openings.size());
  }

  @Override
  public Optional<Token> extend(Connection connection, Token token) {
    said.add("ask " + token.value().reveal());
    return alive ? Optional.of(token(token.value().reveal())) : Optional.empty();
  }

  @Override
  public boolean ended(VendorFailure failure, boolean read) {
    return failure.status() == 444;
  }

  @Override
  public boolean signsOut() {
    return true;
  }

  @Override
  public void signOut(Connection connection, Token token) {
    closed++;
    said.add("close " + token.value().reveal());
  }

  private Token token(String value) {
    Instant again = clock.instant().plus(Duration.ofMinutes(25));
    return new Token("X-Session", new Secret(value), again, Map.of());
  }
}
