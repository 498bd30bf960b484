package io.mlconnector.platform.vendor.signin;

import io.mlconnector.spi.VendorFailure;
import java.util.Map;

/** Signs the calls of one connection for its owner; at most one sign-in is under way at a time. */
public interface Signer {

  /**
   * How to sign a call now; signs in first where that is due.
   *
   * @throws VendorFailure of kind UNAUTHORIZED where a person must do something first, else
   *     UNAVAILABLE; nothing was sent for the call in question
   */
  Signature sign();

  /**
   * Another signature after a 401: a call that was answered so was never applied.
   *
   * @param refused what the vendor did not take
   * @throws VendorFailure of kind UNAUTHORIZED where there is no other
   */
  Signature renew(Signature refused, VendorFailure failure);

  /**
   * Whether a failed call says that its signature is worth nothing any more, so that it was not
   * applied and may be made again with another.
   *
   * @param read whether the call changes nothing at the vendor
   */
  default boolean ended(VendorFailure failure, boolean read) {
    return isRefusal(failure);
  }

  /** Whether it is a 401, which says so at every vendor. */
  static boolean isRefusal(VendorFailure failure) {
    return failure.kind() == VendorFailure.Kind.UNAUTHORIZED && failure.status() == 401;
  }

  /**
   * Gives a session back that nobody here needs any more.
   *
   * @param forGood whether the next owner will not need it either; otherwise one that is younger
   *     than an hour is kept, so that restarts make no more sign-ins than the vendor bears
   */
  default void giveBack(boolean forGood) {}

  /** Gives up after a second 401: the connection needs attention from now on. */
  VendorFailure giveUp(Signature refused, VendorFailure failure);

  /** The vendor took a signature. */
  void accepted(Signature signature);

  /** Forgets that a person had to do something, because one says that it is done. */
  void tryAgain();

  /**
   * Signs in by a person's consent; what stood in the way is over then.
   *
   * @throws VendorFailure where the vendor gives no tokens for it
   * @throws IllegalArgumentException where the connection signs in another way
   */
  void consented(CodeGrant grant);

  /** Facts of the last sign-in. */
  Map<String, String> facts();
}
