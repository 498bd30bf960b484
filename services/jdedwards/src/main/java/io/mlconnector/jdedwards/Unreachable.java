package io.mlconnector.jdedwards;

import io.mlconnector.spi.VendorFailure;
import java.util.Set;

/** Says what usually is the cause where an AIS server does not answer at all. */
final class Unreachable {

  private static final Set<Integer> OF_A_PROXY = Set.of(0, 502, 503, 504);

  private Unreachable() {}

  static VendorFailure explained(VendorFailure failure) {
    if (failure.getCause() != null) {
      // It says its cause itself, such as TLS that does not come about.
      return failure;
    }
    if (failure.kind() != VendorFailure.Kind.UNAVAILABLE
        || !OF_A_PROXY.contains(failure.status())) {
      return failure;
    }
    return VendorFailure.unavailable(
        failure.status(),
        failure.retryAfter(),
        failure.sent(),
        failure.getMessage()
            + " Likely causes: a firewall's or the server's allow-list that lacks our address, a"
            + " reverse proxy that does not pass the AIS server's path on, or a wrong port.");
  }
}
