package io.mlconnector.platform.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Which URLs a connection may be pointed at: absolute, https unless it stays on this machine or
 * this is the local run, and without credentials in them.
 */
record UrlRule(boolean plainHttp) {

  /**
   * Reads a URL; {@link IllegalArgumentException} says what is wrong and never repeats userinfo.
   */
  URI parse(String text) {
    URI url = uri(text);
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("must begin with https://");
    }
    if (url.getRawUserInfo() != null || (url.getRawAuthority() + "").contains("@")) {
      throw new IllegalArgumentException(
          "must not hold a user or password: give them below auth and remove them from the URL");
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException(
          "has no host: write it like https://example.com, letters, digits, dots and dashes only");
    }
    if (url.getPort() > 65_535 || url.getPort() == 0) {
      throw new IllegalArgumentException("has no port from 1 to 65535 behind its colon");
    }
    if (url.getRawFragment() != null) {
      throw new IllegalArgumentException("must end before the #: remove what follows");
    }
    if (scheme.equals("http") && !plainHttp && !loopback(url.getHost())) {
      throw new IllegalArgumentException(
          "must begin with https://: credentials do not travel over plain http");
    }
    return url;
  }

  /** Reads a URL that paths are put behind. */
  URI base(String text) {
    URI url = parse(text);
    if (url.getRawQuery() != null) {
      throw new IllegalArgumentException("must end before the ?: remove what follows");
    }
    return url;
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "is no URL such as https://example.com: " + e.getReason().toLowerCase(Locale.ROOT), e);
    }
  }

  static boolean loopback(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
