package io.mlconnector.platform.vendor.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Refresh tokens, above all those that die with their first use. */
class RefreshSourceTest {

  private final SignInFixture at = new SignInFixture();

  @BeforeEach
  void singleUse() {
    at.auth = () -> SignInFixture.refresh("entered", true);
  }

  @Test
  void eachRefreshUsesTheTokenThatTheOneBeforeGave() {
    at.gives("a1", "r1");
    at.gives("a2", "r2");
    at.gives("a3", "r3");
    for (int i = 0; i < 3; i++) {
      at.owner().sign();
      at.sleep(Duration.ofHours(1));
    }

    assertThat(at.vendor.body(0)).contains("refresh_token=entered");
    assertThat(at.vendor.body(1)).contains("refresh_token=r1");
    assertThat(at.vendor.body(2)).contains("refresh_token=r2");
  }

  @Test
  void theAttemptIsKeptBeforeItIsSentAndThePairBeforeItIsUsed() {
    at.vendor.then(
        request -> {
          assertThat(at.memory.load().orElseThrow().unanswered()).isEqualTo(1);
          return new FakeTransport()
              .then(200, "{\"access_token\":\"a1\",\"refresh_token\":\"r1\"}")
              .exchange(request, Duration.ZERO);
        });

    at.owner().sign();

    SignInState kept = at.memory.load().orElseThrow();
    assertThat(kept.refresh()).isEqualTo("r1");
    assertThat(kept.value()).isEqualTo("Bearer a1");
    assertThat(kept.unanswered()).isZero();
  }

  @Test
  void aLostAnswerIsFollowedByOneMoreAttemptWhichMaySucceed() {
    at.vendor.thenFails(SignInFixture.dropped());
    at.gives("a1", "r1");
    Signer signer = at.owner();

    VendorFailure lost = failure(signer::sign);
    at.sleep(Duration.ofSeconds(1));

    assertThat(lost.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(signer.sign().value().reveal()).isEqualTo("Bearer a1");
    assertThat(at.told).isEmpty();
  }

  @Test
  void aUsedUpTokenEndsInAuthoriseAgainAndNotInALoop() {
    at.vendor.thenFails(SignInFixture.dropped());
    at.vendor.then(400, "{\"error\":\"invalid_grant\"}");
    Signer signer = at.owner();
    failure(signer::sign);
    at.sleep(Duration.ofSeconds(1));

    VendorFailure end = failure(signer::sign);
    for (int i = 0; i < 10; i++) {
      at.sleep(Duration.ofMinutes(10));
      failure(signer::sign);
      failure(() -> at.owner().sign());
    }

    assertThat(end.kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(end).hasMessageContaining("Authorise the connection again");
    assertThat(at.signIns()).isEqualTo(2);
    assertThat(at.told).hasSize(1);
  }

  @Test
  void twoLostAnswersEndInAuthoriseAgain() {
    at.vendor.thenFails(SignInFixture.dropped()).thenFails(SignInFixture.dropped());
    Signer signer = at.owner();
    failure(signer::sign);
    at.sleep(Duration.ofSeconds(1));

    VendorFailure end = failure(signer::sign);
    at.sleep(Duration.ofHours(1));
    failure(() -> at.owner().sign());

    assertThat(end).hasMessageContaining("Authorise the connection again");
    assertThat(at.signIns()).isEqualTo(2);
  }

  @Test
  void crashesWithinRefreshesEndInAuthoriseAgainToo() {
    for (int crash = 0; crash < 2; crash++) {
      at.vendor.then(
          request -> {
            throw new Error("the process was killed here");
          });
      assertThatThrownBy(() -> at.owner().sign()).hasMessageContaining("killed");
    }

    VendorFailure end = failure(() -> at.owner().sign());

    assertThat(end).hasMessageContaining("Authorise the connection again");
    assertThat(at.signIns()).isEqualTo(2);
  }

  @Test
  void aCrashBeforeThePairIsKeptUsesTheOldTokenOnceMore() {
    at.gives("a1", "r1");
    at.vendor.then(400, "{\"error\":\"invalid_grant\"}");
    at.memory.beforeSave =
        () -> {
          if (at.signIns() == 1) {
            throw new Error("the process was killed here");
          }
        };
    assertThatThrownBy(() -> at.owner().sign()).hasMessageContaining("killed");
    at.memory.beforeSave = () -> {};

    VendorFailure end = failure(() -> at.owner().sign());

    assertThat(at.vendor.body(1)).contains("refresh_token=entered");
    assertThat(end).hasMessageContaining("Authorise the connection again");
  }

  @Test
  void anAnswerThatCannotHaveUsedItUpCountsForNothing() {
    at.vendor
        .thenFails(VendorFailure.unavailable(0, null, false, "could not be reached"))
        .then(429, "{}")
        .thenFails(VendorFailure.unavailable(0, null, false, "could not be reached"));
    at.gives("a1", "r1");
    for (int i = 0; i < 3; i++) {
      failure(() -> at.owner().sign());
    }

    assertThat(at.owner().sign().value().reveal()).isEqualTo("Bearer a1");
  }

  @Test
  void aTokenThatIsEnteredAnewStartsOver() {
    at.vendor.then(400, "{\"error\":\"invalid_grant\"}");
    at.gives("a1", "r1");
    Signer signer = at.owner();
    failure(signer::sign);

    at.auth = () -> SignInFixture.refresh("another", true);
    at.fingerprint = "entered anew";

    assertThat(signer.sign().value().reveal()).isEqualTo("Bearer a1");
    assertThat(at.vendor.body(1)).contains("refresh_token=another");
  }

  @Test
  void aTokenOfManyUsesIsKeptWhenNoOtherComes() {
    at.auth = () -> SignInFixture.refresh("forever", false);
    at.gives("a1");
    at.vendor.thenFails(SignInFixture.dropped()).thenFails(SignInFixture.dropped());
    at.gives("a2");
    Signer signer = at.owner();
    signer.sign();
    at.sleep(Duration.ofHours(1));
    for (int i = 0; i < 2; i++) {
      failure(signer::sign);
      at.sleep(Duration.ofMinutes(1));
    }

    assertThat(signer.sign().value().reveal()).isEqualTo("Bearer a2");
    assertThat(at.vendor.body(3)).contains("refresh_token=forever");
  }

  @Test
  void withoutConsentThereIsNothingToSignInWith() {
    at.auth = SignInFixture::code;

    VendorFailure failure = failure(() -> at.owner().sign());

    assertThat(failure).hasMessageContaining("nobody has consented yet");
    assertThat(at.signIns()).isZero();
    assertThat(at.told).hasSize(1);
  }

  private static VendorFailure failure(Runnable call) {
    return catchThrowableOfType(VendorFailure.class, call::run);
  }
}
