package io.mlconnector.platform.vendor.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlconnector.spi.Auth;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import org.junit.jupiter.api.Test;

class FixedSignerTest {

  private final SignInFixture at = new SignInFixture();

  @Test
  void userAndPasswordSignAsBasic() {
    at.auth = () -> new Auth.Basic("me@x.org/token", new Secret("pass:wörd"));

    Signature signature = at.owner().sign();

    assertThat(signature.header()).isEqualTo("Authorization");
    assertThat(signature.value().reveal()).isEqualTo("Basic bWVAeC5vcmcvdG9rZW46cGFzczp3w7ZyZA==");
  }

  @Test
  void aTokenSignsInItsHeader() {
    at.auth = () -> new Auth.Header("X-Key", new Secret("k3y"));

    assertThat(at.owner().sign()).isEqualTo(new Signature(0, "X-Key", new Secret("k3y")));
  }

  @Test
  void theFirstRefusalIsTheLastCallUntilSomethingChanges() {
    at.auth = () -> new Auth.Header("X-Key", new Secret("k3y"));
    Signer signer = at.owner();
    Signature refused = signer.sign();

    VendorFailure first =
        catchThrowableOfType(
            VendorFailure.class, () -> signer.renew(refused, SignInFixture.unauthorized()));
    VendorFailure second = catchThrowableOfType(VendorFailure.class, signer::sign);
    VendorFailure nextOwner = catchThrowableOfType(VendorFailure.class, () -> at.owner().sign());

    assertThat(first.kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(second.sent()).isFalse();
    assertThat(nextOwner).hasMessageContaining("needs attention");
    assertThat(at.told).hasSize(1).first().asString().contains("enter others");

    at.auth = () -> new Auth.Header("X-Key", new Secret("other"));
    at.fingerprint = "entered anew";
    signer.accepted(signer.sign());

    assertThat(signer.sign().value().reveal()).isEqualTo("other");
    assertThat(at.told).last().isEqualTo("zd over");
  }

  @Test
  void aPersonMayTryTheSameAgain() {
    at.auth = () -> new Auth.Basic("u", new Secret("p"));
    Signer signer = at.owner();
    signer.giveUp(signer.sign(), SignInFixture.unauthorized());

    signer.tryAgain();

    assertThat(signer.sign().value().reveal()).startsWith("Basic ");
  }
}
