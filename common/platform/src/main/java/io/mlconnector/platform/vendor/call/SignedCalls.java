package io.mlconnector.platform.vendor.call;

import io.mlconnector.platform.vendor.answer.Redactor;
import io.mlconnector.platform.vendor.client.Call;
import io.mlconnector.platform.vendor.client.Calls;
import io.mlconnector.platform.vendor.signin.Signature;
import io.mlconnector.platform.vendor.signin.Signer;
import io.mlconnector.platform.vendor.transport.Answer;
import io.mlconnector.platform.vendor.transport.HeaderRule;
import io.mlconnector.platform.vendor.transport.Request;
import io.mlconnector.spi.VendorFailure;
import java.util.Set;

/**
 * Makes the calls of one connection: signed, to origins that the credential is meant for, and once
 * more after a 401, or whatever else says at this vendor that the session is over and the call was
 * not applied.
 */
public final class SignedCalls implements Calls {

  private final MeteredCalls calls;
  private final Signer signer;
  private final Redactor redactor;
  private final Set<Origin> origins;
  private final Protection protection;
  private final Home home;
  private final PlaceRights rights;

  /**
   * Calls.
   *
   * @param origins where the credential may be sent
   * @param home where calls to these go in the end
   * @param rights tells a missing right at one place from a session that is over
   */
  public SignedCalls(
      MeteredCalls calls,
      Signer signer,
      Redactor redactor,
      Set<Origin> origins,
      Protection protection,
      Home home,
      PlaceRights rights) {
    this.calls = calls;
    this.signer = signer;
    this.redactor = redactor;
    this.origins = Set.copyOf(origins);
    this.protection = protection;
    this.home = home;
    this.rights = rights;
  }

  @Override
  public Answer call(Call call) {
    Origin target = Origin.of(call.request().uri());
    if (!origins.contains(target)) {
      throw VendorFailure.rejected(
          0, "Nothing was sent to %s: the credentials are for %s".formatted(target, origins));
    }
    return protection.call(call.read(), Answer.class, () -> signed(call));
  }

  private Answer signed(Call call) {
    Signature signature = sendable(signer.sign());
    try {
      return made(call, signature);
    } catch (VendorFailure failure) {
      if (!signer.ended(failure, call.read())) {
        throw failure;
      }
      if (rights.known(call, signature, failure)) {
        throw rights.missing(call, failure);
      }
      return again(call, signature, signer.renew(signature, failure));
    }
  }

  private Answer again(Call call, Signature before, Signature signature) {
    sendable(signature);
    try {
      return made(call, signature);
    } catch (VendorFailure failure) {
      if (rights.learned(call, before, signature, failure)) {
        throw rights.missing(call, failure);
      }
      // Another session did not help where the vendor itself fails; nobody has to do anything.
      boolean fails = failure.kind() == VendorFailure.Kind.UNAVAILABLE;
      throw !fails && signer.ended(failure, call.read())
          ? signer.giveUp(signature, failure)
          : failure;
    }
  }

  /** No call can be signed by some, which is the credential's fault and not the record's. */
  private Signature sendable(Signature signature) {
    HeaderRule.wrong(signature.header(), signature.value().reveal())
        .ifPresent(
            sentence -> {
              throw signer.giveUp(
                  signature, VendorFailure.unauthorized(0, "Nothing was sent: " + sentence + "."));
            });
    return signature;
  }

  private Answer made(Call call, Signature signature) {
    redactor.learn(signature.value());
    Request signed =
        home.of(call.request(), signer.facts())
            .with(signature.header(), signature.value().reveal());
    Answer answer = calls.call(new Call(signed, call.template(), call.read(), call.cost()));
    signer.accepted(signature);
    rights.accepted(signature);
    return answer;
  }

  @Override
  public VendorFailure unreadable(Answer answer, String expected) {
    return calls.unreadable(answer, expected);
  }
}
