package io.mlconnector.platform.vendor.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlconnector.spi.Auth;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.SignIn;
import io.mlconnector.spi.Token;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Sign-ins of a vendor's own, such as a session that has no known end. */
class OwnSourceTest {

  private final SignInFixture at = new SignInFixture();
  private int signIns;

  @Test
  void aSessionWithoutAnEndIsUsedUntilItIsRefusedAlsoByTheNextOwner() {
    signsIn(connection -> token("session" + signIns, null));
    Signer signer = at.owner();

    assertThat(signer.sign().value().reveal()).isEqualTo("session1");
    at.sleep(Duration.ofDays(30));
    Signature old = at.owner().sign();
    assertThat(old.value().reveal()).isEqualTo("session1");
    assertThat(old.header()).isEqualTo("X-Session");

    Signature anew = at.owner().renew(old, SignInFixture.unauthorized());

    assertThat(anew.value().reveal()).isEqualTo("session2");
    assertThat(signIns).isEqualTo(2);
  }

  @Test
  void aSessionWithAnEndIsRenewedBeforeIt() {
    signsIn(connection -> token("s" + signIns, at.time.instant().plus(Duration.ofHours(2))));
    Signer signer = at.owner();
    signer.sign();

    at.sleep(Duration.ofMinutes(115));

    assertThat(signer.sign().value().reveal()).isEqualTo("s2");
  }

  @Test
  void aSessionThatStillHoldsIsKeptInsteadOfOpenedAnew() {
    FakeSessions sessions = sessions();
    Signer signer = at.owner();
    Signature first = signer.sign();

    at.sleep(Duration.ofMinutes(26));

    assertThat(signer.sign()).isEqualTo(first);
    assertThat(sessions.said).containsExactly("open 1", "ask session1");
    sessions.alive = false;
    at.sleep(Duration.ofMinutes(26));
    assertThat(signer.sign().value().reveal()).isEqualTo("session2");
  }

  @Test
  void aDayOfReplicasAndRestartsOpensNoMoreSessionsThanOneAnHour() {
    FakeSessions sessions = sessions();
    for (int minute = 0; minute < 24 * 60; minute += 7) {
      Signer owner = at.owner();
      owner.sign();
      owner.giveBack(false);
      at.sleep(Duration.ofMinutes(7));
    }

    assertThat(sessions.openings).hasSizeBetween(20, 27);
    for (int i = 2; i < sessions.openings.size(); i++) {
      assertThat(Duration.between(sessions.openings.get(i - 2), sessions.openings.get(i)))
          .isGreaterThan(Duration.ofHours(1));
    }
    assertThat(sessions.open()).as("what the vendor still holds").isLessThanOrEqualTo(1);
  }

  @Test
  void aSessionIsGivenBackAtOnceWhereTheConnectionIsGivenUp() {
    FakeSessions sessions = sessions();
    Signer signer = at.owner();
    signer.sign();

    signer.giveBack(true);

    assertThat(sessions.said).containsExactly("open 1", "close session1");
  }

  @Test
  void aRefusedSessionIsNotAskedForButOpenedAnew() {
    FakeSessions sessions = sessions();
    Signer signer = at.owner();
    VendorFailure over = VendorFailure.rejected(444, "Invalid Token");

    assertThat(signer.ended(over, false)).isTrue();
    assertThat(signer.ended(VendorFailure.rejected(403, "no right"), false)).isFalse();
    assertThat(signer.renew(signer.sign(), over).value().reveal()).isEqualTo("session2");
    assertThat(sessions.said).containsExactly("open 1", "open 2");
  }

  private FakeSessions sessions() {
    FakeSessions sessions = new FakeSessions(at.time);
    at.auth = () -> new Auth.Own(sessions);
    return sessions;
  }

  @Test
  void whatTheVendorSaidOfUsIsThere() {
    signsIn(connection -> token("s", null));
    Signer signer = at.owner();
    signer.sign();

    assertThat(signer.facts()).containsEntry("site", "42");
  }

  @Test
  void aRefusedSignInCallsForAPersonAndParksNoRecord() {
    signsIn(
        connection -> {
          throw VendorFailure.rejected(400, "The vendor answered 400: unknown user");
        });
    Signer signer = at.owner();

    VendorFailure first = catchThrowableOfType(VendorFailure.class, signer::sign);
    catchThrowableOfType(VendorFailure.class, signer::sign);

    assertThat(first.kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(signIns).isEqualTo(1);
    assertThat(at.told).hasSize(1).first().asString().contains("unknown user");
  }

  private void signsIn(Function<Connection, Token> how) {
    SignIn signIn =
        connection -> {
          signIns++;
          return how.apply(connection);
        };
    at.auth = () -> new Auth.Own(signIn);
  }

  private static Token token(String value, Instant expires) {
    return new Token("X-Session", new Secret(value), expires, Map.of("site", "42"));
  }
}
