package io.mlconnector.platform.vendor.call;

import java.net.URI;
import java.util.Locale;

/** Scheme, host and port: what a credential is sent to, or not. */
public record Origin(String scheme, String host, int port) {

  /**
   * The origin of a URL.
   *
   * @throws IllegalArgumentException where it is not absolute http or https
   */
  public static Origin of(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new IllegalArgumentException("Not an absolute http or https URL");
    }
    int usual = scheme.equals("https") ? 443 : 80;
    return new Origin(
        scheme, url.getHost().toLowerCase(Locale.ROOT), url.getPort() < 0 ? usual : url.getPort());
  }

  @Override
  public String toString() {
    return scheme + "://" + host + ":" + port;
  }
}
