package io.mlconnector.platform.vendor.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlconnector.platform.connection.CredentialUnavailable;
import io.mlconnector.platform.vendor.transport.Answer;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TokenSignerTest {

  private final SignInFixture at = new SignInFixture();

  @Test
  void oneTokenSignsManyCalls() {
    at.gives("one");
    Signer signer = at.owner();

    Signature first = signer.sign();
    Signature second = signer.sign();

    assertThat(first).isEqualTo(second);
    assertThat(first.header()).isEqualTo("Authorization");
    assertThat(first.value().reveal()).isEqualTo("Bearer one");
    assertThat(signer.facts()).containsEntry("site", "s");
    assertThat(at.signIns()).isEqualTo(1);
  }

  @Test
  void theNextOwnerGoesOnWithTheSameToken() {
    at.gives("one");
    at.owner().sign();

    assertThat(at.owner().sign().value().reveal()).isEqualTo("Bearer one");
    assertThat(at.signIns()).isEqualTo(1);
  }

  @Test
  void noHourSeesMoreThanTwoSignInsWhateverTheRestarts() {
    List<Instant> signIns = new ArrayList<>();
    for (int minute = 0; minute < 6 * 60; minute += 4) {
      at.gives("token" + minute);
      int before = at.signIns();
      at.owner().sign();
      if (at.signIns() > before) {
        signIns.add(at.time.instant());
      }
      at.sleep(Duration.ofMinutes(4));
    }

    assertThat(signIns).hasSizeBetween(6, 8);
    for (int i = 2; i < signIns.size(); i++) {
      assertThat(Duration.between(signIns.get(i - 2), signIns.get(i)))
          .isGreaterThan(Duration.ofHours(1));
    }
  }

  @Test
  void anotherTokenIsHadBeforeTheOldOneExpires() {
    at.gives("one");
    at.gives("two");
    Signer signer = at.owner();
    signer.sign();

    at.sleep(Duration.ofSeconds(3299));
    assertThat(signer.sign().value().reveal()).isEqualTo("Bearer one");
    at.sleep(Duration.ofSeconds(1));

    assertThat(signer.sign().value().reveal()).isEqualTo("Bearer two");
  }

  @Test
  void aShortTokenIsRenewedATenthAhead() {
    at.vendor.then(200, "{\"access_token\":\"one\",\"expires_in\":300}");
    at.gives("two");
    Signer signer = at.owner();
    signer.sign();

    at.sleep(Duration.ofSeconds(269));
    assertThat(signer.sign().value().reveal()).isEqualTo("Bearer one");
    at.sleep(Duration.ofSeconds(1));

    assertThat(signer.sign().value().reveal()).isEqualTo("Bearer two");
  }

  @Test
  void aReplyWithoutALifeTimeGetsTheAssumedOne() {
    at.vendor.then(200, "{\"access_token\":\"one\"}");
    at.gives("two");
    Signer signer = at.owner();
    signer.sign();

    at.sleep(Duration.ofSeconds(1800));

    assertThat(signer.sign().value().reveal()).isEqualTo("Bearer two");
  }

  @Test
  void theOldTokenServesWhileTheEndpointIsDown() {
    at.gives("one");
    at.vendor.then(500, "{}");
    Signer signer = at.owner();
    signer.sign();
    at.sleep(Duration.ofSeconds(3400));

    assertThat(signer.sign().value().reveal()).isEqualTo("Bearer one");
    assertThat(signer.sign().value().reveal()).isEqualTo("Bearer one");

    assertThat(at.signIns()).isEqualTo(2);
  }

  @Test
  void anEndpointThatIsDownIsNotAskedByEveryCall() {
    at.vendor.then(500, "{}").then(500, "{}");
    at.gives("one");
    Signer signer = at.owner();

    VendorFailure first = failure(signer::sign);
    VendorFailure second = failure(signer::sign);
    at.sleep(Duration.ofSeconds(1));
    failure(signer::sign);
    at.sleep(Duration.ofSeconds(2));

    assertThat(first.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(first.sent()).as("the call that waits was not sent").isFalse();
    assertThat(first.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    assertThat(second).hasMessageContaining("Not signed in");
    assertThat(signer.sign().value().reveal()).isEqualTo("Bearer one");
    assertThat(at.signIns()).isEqualTo(3);
  }

  @Test
  void oneSignInIsUnderWayAtATime() throws Exception {
    at.gives("one");
    Signer signer = at.owner();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Signature>> signatures = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        signatures.add(threads.submit(signer::sign));
      }
      for (Future<Signature> signature : signatures) {
        assertThat(signature.get().value().reveal()).isEqualTo("Bearer one");
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(at.signIns()).isEqualTo(1);
  }

  @Test
  void aRefusedTokenIsReplacedOnceForAllCallsThatUsedIt() {
    at.gives("one");
    at.gives("two");
    Signer signer = at.owner();
    Signature one = signer.sign();

    Signature two = signer.renew(one, SignInFixture.unauthorized());
    Signature again = signer.renew(one, SignInFixture.unauthorized());

    assertThat(two.value().reveal()).isEqualTo("Bearer two");
    assertThat(again).isEqualTo(two);
    assertThat(at.signIns()).isEqualTo(2);
  }

  @Test
  void aSecondRefusalEndsItUntilAPersonSaysSo() {
    at.gives("one");
    at.gives("two");
    Signer signer = at.owner();
    Signature two = signer.renew(signer.sign(), SignInFixture.unauthorized());

    VendorFailure end = signer.giveUp(two, SignInFixture.unauthorized());
    VendorFailure here = failure(signer::sign);
    VendorFailure nextOwner = failure(() -> at.owner().sign());

    assertThat(end.status()).isEqualTo(401);
    assertThat(here.kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(here).hasMessageContaining("needs attention");
    assertThat(nextOwner).hasMessage(here.getMessage());
    assertThat(at.signIns()).isEqualTo(2);
    assertThat(at.told).hasSize(1).first().asString().contains("zd needs", "just given");

    signer.tryAgain();
    signer.accepted(signer.sign());

    assertThat(at.told).hasSize(2).last().isEqualTo("zd over");
  }

  @Test
  void aRefusalOfAnOlderTokenBlamesNobody() {
    at.gives("one");
    at.gives("two");
    Signer signer = at.owner();
    Signature one = signer.sign();
    signer.renew(one, SignInFixture.unauthorized());

    signer.giveUp(one, SignInFixture.unauthorized());

    assertThat(signer.sign().value().reveal()).isEqualTo("Bearer two");
    assertThat(at.told).isEmpty();
  }

  @Test
  void refusedCredentialsAreNotTriedAgainUntilTheyChange() {
    at.vendor.then(401, "{\"error\":\"invalid_client\"}");
    at.gives("one");
    Signer signer = at.owner();

    failure(signer::sign);
    failure(signer::sign);
    failure(() -> at.owner().sign());
    assertThat(at.signIns()).isEqualTo(1);
    at.fingerprint = "entered anew";

    assertThat(signer.sign().value().reveal()).isEqualTo("Bearer one");
    assertThat(at.told).first().asString().contains("invalid_client");
  }

  @Test
  void aRefusalAfterAPersonTriedAgainIsFinalAgain() {
    at.vendor.then(401, "{}").then(401, "{}");
    Signer signer = at.owner();
    failure(signer::sign);
    signer.tryAgain();
    failure(signer::sign);

    failure(signer::sign);

    assertThat(at.signIns()).isEqualTo(2);
    assertThat(at.told).hasSize(2);
  }

  @Test
  void tokensThatDieAtOnceDoNotMakeAStorm() {
    Signer signer = at.owner();
    at.gives("first");
    Signature signature = signer.sign();
    VendorFailure end = null;
    for (int i = 0; i < 20 && end == null; i++) {
      at.gives("token" + i);
      Signature refused = signature;
      try {
        signature = signer.renew(refused, SignInFixture.unauthorized());
      } catch (VendorFailure failure) {
        end = failure;
      }
    }

    assertThat(at.signIns()).isEqualTo(1 + TokenSigner.MOST_FORCED);
    assertThat(end).hasMessageContaining("something else sign in");
    assertThat(failure(signer::sign).kind()).isEqualTo(Kind.UNAUTHORIZED);
  }

  @Test
  void anotherClientDoesNotInheritATokenButAnotherSecretDoes() {
    at.gives("one");
    at.gives("two");
    at.owner().sign();

    at.auth = () -> SignInFixture.clientCredentials("rotated");
    assertThat(at.owner().sign().value().reveal()).isEqualTo("Bearer one");
    at.auth =
        () ->
            new io.mlconnector.spi.Auth.ClientCredentials(
                SignInFixture.endpoint("other", "s3cret"), "scope");

    assertThat(at.owner().sign().value().reveal()).isEqualTo("Bearer two");
  }

  @Test
  void aMissingSecretIsSaidAndTriedAgainByItself() {
    at.gives("one");
    at.auth =
        () -> {
          throw new CredentialUnavailable("auth.clientSecret: no such file");
        };
    Signer signer = at.owner();

    VendorFailure failure = failure(signer::sign);
    at.auth = () -> SignInFixture.clientCredentials("s3cret");

    assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(failure).hasMessageContaining("no such file");
    assertThat(signer.sign().value().reveal()).isEqualTo("Bearer one");
    signer.accepted(signer.sign());
    assertThat(at.told).hasSize(2).last().isEqualTo("zd over");
  }

  @Test
  void aTokenIsKeptBeforeItIsUsedEvenWhenTheDatabaseComesBackLate() {
    at.gives("one");
    at.memory.beforeSave =
        () -> {
          throw new IllegalStateException("database down");
        };
    Signer signer = at.owner();

    assertThatThrownBy(signer::sign).hasMessage("database down");
    assertThatThrownBy(signer::sign).hasMessage("database down");
    at.memory.beforeSave = () -> {};

    assertThat(signer.sign().value().reveal()).isEqualTo("Bearer one");
    assertThat(at.signIns()).isEqualTo(1);
    assertThat(at.memory.load().orElseThrow().value()).isEqualTo("Bearer one");
  }

  @Test
  void nothingShowsAToken() {
    at.vendor.then(
        request ->
            new Answer(
                200,
                Map.of(),
                "{\"access_token\":\"v1sible?\",\"refresh_token\":\"n0pe\"}"
                    .getBytes(StandardCharsets.UTF_8)));
    Signature signature = at.owner().sign();

    assertThat(
            signature.toString()
                + at.memory.load().orElseThrow()
                + at.vendor.requests
                + at.vendor.requests.get(0).headers())
        .doesNotContain("v1sible", "n0pe", "s3cret");
  }

  private static VendorFailure failure(Runnable call) {
    return catchThrowableOfType(VendorFailure.class, call::run);
  }
}
