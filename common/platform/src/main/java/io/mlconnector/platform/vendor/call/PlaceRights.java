package io.mlconnector.platform.vendor.call;

import io.mlconnector.platform.vendor.client.Call;
import io.mlconnector.platform.vendor.signin.Signature;
import io.mlconnector.platform.vendor.signin.Signer;
import io.mlconnector.spi.VendorFailure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells a right that is missing at one place from a session that is over, for vendors who answer
 * both by 401: where a token was taken elsewhere, and neither it nor a fresh one is taken here,
 * only this place is refused. Such a place costs one sign-in per token and not one per call, and
 * the rest of the connection goes on.
 */
public final class PlaceRights {

  private static final int MOST_PLACES = 1_000;

  private final boolean vendorRefusesByPlace;
  private final Map<String, Long> refused = new ConcurrentHashMap<>();
  private volatile long accepted = Long.MIN_VALUE;

  /**
   * Knows nothing yet.
   *
   * @param vendorRefusesByPlace whether the vendor answers a missing right by 401 at all
   */
  public PlaceRights(boolean vendorRefusesByPlace) {
    this.vendorRefusesByPlace = vendorRefusesByPlace;
  }

  void accepted(Signature signature) {
    accepted = signature.version();
  }

  /** Whether this place is known to refuse what other places take. */
  boolean known(Call call, Signature signature, VendorFailure failure) {
    Long version = refused.get(place(call));
    return applies(call, failure) && version != null && version == signature.version();
  }

  /**
   * Whether a second refusal in a row is about this place only.
   *
   * @param before the signature that was refused first
   * @param fresh that which was made thereafter
   */
  boolean learned(Call call, Signature before, Signature fresh, VendorFailure failure) {
    boolean heldElsewhere = accepted == before.version();
    if (!applies(call, failure) || !heldElsewhere) {
      return false;
    }
    if (refused.size() >= MOST_PLACES) {
      refused.clear();
    }
    refused.put(place(call), fresh.version());
    return true;
  }

  VendorFailure missing(Call call, VendorFailure failure) {
    return VendorFailure.rejected(
            failure.status(),
            "%s The session holds elsewhere, so that the account may lack the right to read %s."
                .formatted(failure.getMessage(), call.request().uri().getPath()))
        .with(failure.body());
  }

  private boolean applies(Call call, VendorFailure failure) {
    return vendorRefusesByPlace && call.read() && Signer.isRefusal(failure);
  }

  private static String place(Call call) {
    return call.request().method() + " " + call.request().uri().getPath();
  }
}
