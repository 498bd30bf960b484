package io.mlconnector.platform.vendor.signin;

import io.mlconnector.spi.Auth;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.VendorFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * Signs with what a person entered: user and password, or a long-lived token. Nothing can renew
 * these, so their first 401 is the last call until a person has done something.
 */
final class FixedSigner implements Signer {

  private final Standing standing;
  private volatile Signature current;
  private volatile boolean raised;

  FixedSigner(Standing standing) {
    this.standing = standing;
  }

  @Override
  public Signature sign() {
    Signature ready = current;
    return ready == null ? first() : ready;
  }

  private synchronized Signature first() {
    SignInState state = standing.checked();
    raised = standing.raised();
    Auth auth = standing.auth();
    if (auth instanceof Auth.Basic basic) {
      current = new Signature(state.version(), "Authorization", basic(basic));
    } else if (auth instanceof Auth.Header header) {
      current = new Signature(state.version(), header.name(), header.value());
    } else {
      throw new IllegalStateException("Not a fixed way to sign: " + auth.getClass());
    }
    return current;
  }

  private static Secret basic(Auth.Basic basic) {
    String pair = basic.user() + ":" + basic.password().reveal();
    return new Secret(
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Signature renew(Signature refused, VendorFailure failure) {
    throw giveUp(refused, failure);
  }

  @Override
  public synchronized VendorFailure giveUp(Signature refused, VendorFailure failure) {
    if (current != null && current.equals(refused)) {
      current = null;
      raised = true;
      return standing.block(
          failure.status(),
          "The vendor does not take the credentials; enter others. " + failure.getMessage());
    }
    return failure;
  }

  @Override
  public void accepted(Signature signature) {
    if (raised) {
      synchronized (this) {
        raised = false;
        standing.accepted();
      }
    }
  }

  @Override
  public synchronized void tryAgain() {
    current = null;
    standing.tryAgain();
  }

  @Override
  public void consented(CodeGrant grant) {
    throw new IllegalArgumentException("The connection signs in without anybody's consent");
  }

  @Override
  public Map<String, String> facts() {
    return Map.of();
  }
}
