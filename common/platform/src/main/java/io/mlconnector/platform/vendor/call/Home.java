package io.mlconnector.platform.vendor.call;

import io.mlconnector.platform.vendor.transport.Request;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/** Sends calls to where the vendor said at sign-in that a token is good, if it said that. */
public final class Home {

  private final URI base;
  private final Function<Map<String, String>, URI> homes;

  /**
   * @param base where typed clients call
   * @param homes gives the place by what the sign-in told; it knows which ones are the vendor's
   */
  public Home(URI base, Function<Map<String, String>, URI> homes) {
    this.base = base;
    this.homes = homes;
  }

  Request of(Request request, Map<String, String> facts) {
    URI home = homes.apply(facts);
    if (home.equals(base)) {
      return request;
    }
    String path = request.uri().getRawPath();
    String before = trimmed(base.getRawPath());
    String rest = path.startsWith(before) ? path.substring(before.length()) : path;
    String query = request.uri().getRawQuery();
    URI uri =
        URI.create(
            home.getScheme()
                + "://"
                + home.getRawAuthority()
                + trimmed(home.getRawPath())
                + rest
                + (query == null ? "" : "?" + query));
    return new Request(request.method(), uri, request.headers(), request.body());
  }

  private static String trimmed(String path) {
    return path == null ? "" : path.replaceAll("/+$", "");
  }
}
