package io.mlconnector.tableau;

import io.mlconnector.spi.VendorFailure;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * The host where a site is. Tableau Cloud sends a sign-in at a host that everybody knows on to it;
 * credentials go nowhere that does not belong to the connection's server.
 */
final class Pod {

  private static final String CLOUD = ".online.tableau.com";

  private Pod() {}

  /**
   * The address of the host that a sign-in was sent on to.
   *
   * @param base the connection's own
   * @param trusted further host names, as a person allowed them
   * @throws VendorFailure of kind UNAUTHORIZED where credentials are not to be sent there
   */
  static URI of(URI base, URI movedTo, List<String> trusted) {
    if (!allowed(base, movedTo, trusted)) {
      throw VendorFailure.unauthorized(
          301,
          "The sign-in was sent on to %s, which does not belong to %s; nothing was sent there."
                  .formatted(movedTo.getHost(), base.getHost())
              + " Make the server's final address the base URL, or add a host that is right to the"
              + " setting "
              + TableauSpec.POD_HOSTS
              + ".");
    }
    return URI.create(movedTo.getScheme() + "://" + movedTo.getRawAuthority());
  }

  private static boolean allowed(URI base, URI movedTo, List<String> trusted) {
    String from = base.getHost().toLowerCase(Locale.ROOT);
    String to = movedTo.getHost().toLowerCase(Locale.ROOT);
    if (local(from)) {
      return local(to);
    }
    if (!"https".equalsIgnoreCase(movedTo.getScheme())
        || movedTo.getPort() > 0 && movedTo.getPort() != 443) {
      return false;
    }
    return from.equals(to)
        || cloud(from) && cloud(to)
        || trusted.stream().anyMatch(to::equalsIgnoreCase);
  }

  private static boolean cloud(String host) {
    return host.endsWith(CLOUD) || ("." + host).equals(CLOUD);
  }

  /** A simulated Tableau on this machine. */
  private static boolean local(String host) {
    return host.equals("127.0.0.1") || host.equals("localhost");
  }
}
