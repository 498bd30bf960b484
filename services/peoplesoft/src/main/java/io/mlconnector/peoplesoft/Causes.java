package io.mlconnector.peoplesoft;

import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import java.util.Locale;
import java.util.function.Supplier;

/** Says what usually is the cause where PeopleSoft does not answer, or not as it should. */
final class Causes {

  static final String LOGIN_PAGE =
      " Likely cause: a reverse proxy's login page. Let it pass /PSIGW/RESTListeningConnector"
          + " without a sign-in of its own.";

  private static final String DNS =
      " Likely cause: DNS. The name in the base URL is not known here; correct it, or let this"
          + " service's resolver know the company's names.";
  private static final String REFUSED =
      " Likely cause: a wrong port, a web server that is down, or a firewall that refuses us.";
  private static final String SILENT =
      " Likely cause: a firewall's allow-list that lacks our address, or a reverse proxy that"
          + " cannot reach PeopleSoft.";
  private static final String TLS =
      " Likely cause: TLS. The certificate is of an authority that is not trusted here, of another"
          + " name, or the port speaks plain HTTP; give the company's own authority under 'tls'.";
  private static final String USER =
      " Likely cause: the user (OPRID) or its password is wrong, expired or locked, or the token is"
          + " of a server that the node does not trust.";
  private static final String RIGHT =
      " Likely cause: the user's permission lists lack the service operation or the query.";

  private Causes() {}

  /** Calls, and explains a failure. */
  static <T> T explained(String node, Supplier<T> call) {
    try {
      return call.get();
    } catch (VendorFailure failure) {
      throw explained(failure, node);
    }
  }

  /** The same failure with its likely cause in words. */
  static VendorFailure explained(VendorFailure failure, String node) {
    String said = failure.getMessage();
    // One with a cause of its own says it already, and better than anybody could guess.
    boolean told = said.contains("Likely cause:") || failure.getCause() != null;
    String cause = told ? "" : cause(failure, node);
    if (cause.isEmpty()) {
      return failure;
    }
    String words = said + cause;
    return switch (failure.kind()) {
      case UNAUTHORIZED -> VendorFailure.unauthorized(failure.status(), words);
      case THROTTLED -> failure;
      case UNAVAILABLE ->
          VendorFailure.unavailable(failure.status(), failure.retryAfter(), failure.sent(), words);
      case REJECTED -> VendorFailure.rejected(failure.status(), words);
    };
  }

  private static String cause(VendorFailure failure, String node) {
    String said = failure.getMessage().toLowerCase(Locale.ROOT);
    if (failure.status() == 401 || failure.kind() == Kind.UNAUTHORIZED) {
      return USER;
    }
    if (failure.status() == 0 && failure.kind() == Kind.UNAVAILABLE) {
      return unreachable(said);
    }
    if (failure.status() == 404 || said.contains("node")) {
      return " Likely cause: a wrong node. The setting node is '%s', and has to be the local default"
              .formatted(node)
          + " node of this PeopleSoft; or the service ExecuteQuery is not active there.";
    }
    if (failure.status() == 403
        || said.contains("not authorized")
        || said.contains("not have permission")) {
      return RIGHT;
    }
    if (failure.status() / 100 == 3) {
      return LOGIN_PAGE;
    }
    return failure.status() == 502 || failure.status() == 503 || failure.status() == 504
        ? SILENT
        : "";
  }

  private static String unreachable(String said) {
    if (said.contains("resolve") || said.contains("unknown host") || said.contains("nxdomain")) {
      return DNS;
    }
    if (said.contains("ssl")
        || said.contains("certificat")
        || said.contains("handshake")
        || said.contains("tls")) {
      return TLS;
    }
    if (said.contains("refused")) {
      return REFUSED;
    }
    if (said.contains("timed out")
        || said.contains("did not answer")
        || said.contains("could not be reached")
        || said.contains("dropped the connection")) {
      return SILENT;
    }
    return "";
  }
}
