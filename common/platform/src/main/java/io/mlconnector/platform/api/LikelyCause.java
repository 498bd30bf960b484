package io.mlconnector.platform.api;

import io.mlconnector.platform.vendor.transport.HandshakeRefused;
import io.mlconnector.spi.VendorFailure;

/** Says what a vendor's failure probably means for whoever set up the connection. */
final class LikelyCause {

  private LikelyCause() {}

  static String of(VendorFailure failure) {
    return switch (failure.kind()) {
      case UNAUTHORIZED ->
          "The system refuses our credentials: check those below auth, and whether the account is"
              + " active"
              + words(failure);
      case THROTTLED ->
          "The system wants us to wait"
              + (failure.retryAfter() == null ? "" : " " + failure.retryAfter().toSeconds() + " s")
              + ": something else may use up the account's calls"
              + words(failure);
      case UNAVAILABLE ->
          failure.getCause() instanceof HandshakeRefused
              ? "TLS with the system does not come about: " + failure.getMessage()
              : failure.status() == 0
                  ? "The system cannot be reached: check baseUrl, the proxy and the firewall"
                      + words(failure)
                  : "The system has a failure of its own, HTTP "
                      + failure.status()
                      + words(failure);
      case REJECTED ->
          "The system answers, and not as expected: check baseUrl and the account's rights"
              + words(failure);
    };
  }

  private static String words(VendorFailure failure) {
    String words = failure.getMessage();
    return words == null || words.isBlank() ? "" : " (" + words + ")";
  }
}
