package io.mlconnector.platform.vendor.signin;

import io.mlconnector.spi.Auth;
import io.mlconnector.spi.VendorFailure;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds out how to sign at the first call, since a secret that is missing must not stop a start.
 */
final class LateSigner implements Signer {

  private final Standing standing;
  private final Function<Auth, Signer> signers;
  private volatile Signer actual;

  LateSigner(Standing standing, Function<Auth, Signer> signers) {
    this.standing = standing;
    this.signers = signers;
  }

  @Override
  public Signature sign() {
    Signer ready = actual;
    return ready == null ? first().sign() : ready.sign();
  }

  private synchronized Signer first() {
    if (actual == null) {
      actual = signers.apply(standing.auth());
    }
    return actual;
  }

  @Override
  public Signature renew(Signature refused, VendorFailure failure) {
    return first().renew(refused, failure);
  }

  @Override
  public boolean ended(VendorFailure failure, boolean read) {
    return first().ended(failure, read);
  }

  @Override
  public void giveBack(boolean forGood) {
    first().giveBack(forGood);
  }

  @Override
  public VendorFailure giveUp(Signature refused, VendorFailure failure) {
    return first().giveUp(refused, failure);
  }

  @Override
  public void accepted(Signature signature) {
    first().accepted(signature);
  }

  @Override
  public void tryAgain() {
    first().tryAgain();
  }

  @Override
  public void consented(CodeGrant grant) {
    first().consented(grant);
  }

  @Override
  public Map<String, String> facts() {
    return actual == null ? Map.of() : actual.facts();
  }
}
