package io.mlconnector.platform.vendor.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlconnector.spi.Auth;
import io.mlconnector.spi.Auth.TokenEndpoint;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A pasted code is used once, and its refresh token from then on. */
class PastedCodeTest {

  private final SignInFixture at = new SignInFixture();

  private static Auth pasted(String code) {
    return new Auth.PastedCode(
        new TokenEndpoint(
            URI.create("https://v.example/token"),
            "id",
            new Secret("s3cret"),
            TokenEndpoint.Form.FORM_POST,
            Map.of(),
            3600,
            "Zoho-oauthtoken",
            Map.of("invalid_code", "Check the data centre.")),
        new Secret(code));
  }

  @Test
  void theCodeIsUsedOnceAndTheRefreshTokenFromThenOnEvenByTheNextOwner() {
    at.auth = () -> pasted("c1");
    at.gives("a1", "r1");
    at.gives("a2");

    assertThat(at.owner().sign().value().reveal()).isEqualTo("Zoho-oauthtoken a1");
    at.sleep(Duration.ofHours(2));
    assertThat(at.owner().sign().value().reveal()).isEqualTo("Zoho-oauthtoken a2");

    assertThat(at.vendor.body(0)).contains("grant_type=authorization_code", "code=c1");
    assertThat(at.vendor.body(1)).contains("refresh_token=r1").doesNotContain("c1");
    assertThat(at.memory.load().orElseThrow().refresh()).isEqualTo("r1");
  }

  @Test
  void aCodeThatWasPastedAnewIsUsedInsteadOfTheOldRefreshToken() {
    at.auth = () -> pasted("c1");
    at.gives("a1", "r1");
    at.owner().sign();
    at.auth = () -> pasted("c2");
    at.gives("a2", "r2");

    assertThat(at.owner().sign().value().reveal()).isEqualTo("Zoho-oauthtoken a2");
  }

  @Test
  void aRefusalInsideAnAnswerThatLooksGoodSaysWhatToLookAt() {
    at.auth = () -> pasted("used");
    at.vendor.then(200, "{\"error\":\"invalid_code\"}");

    VendorFailure refused = catchThrowableOfType(VendorFailure.class, () -> at.owner().sign());

    assertThat(refused.kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(refused).hasMessageContainingAll("invalid_code", "Check the data centre.");
  }

  @Test
  void aCodeWithoutARefreshTokenIsNoSignIn() {
    at.auth = () -> pasted("c1");
    at.gives("a1");

    VendorFailure refused = catchThrowableOfType(VendorFailure.class, () -> at.owner().sign());

    assertThat(refused).hasMessageContaining("no refresh token");
  }

  @Test
  void aConsentWithoutARefreshTokenLeavesTheOneThatIsThere() {
    at.auth = SignInFixture::code;
    Signer signer = at.owner();
    at.gives("a1", "r1");
    signer.consented(grant("c1"));
    at.gives("a2");

    VendorFailure refused =
        catchThrowableOfType(VendorFailure.class, () -> signer.consented(grant("c2")));

    assertThat(refused).hasMessageContaining("Nothing was changed");
    assertThat(at.memory.load().orElseThrow().refresh()).isEqualTo("r1");
  }

  private static CodeGrant grant(String code) {
    return new CodeGrant(new Secret(code), URI.create("https://us.example/oauth/callback"), null);
  }
}
