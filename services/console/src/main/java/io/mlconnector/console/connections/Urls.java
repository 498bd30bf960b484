package io.mlconnector.console.connections;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Texts as parts of addresses. */
public final class Urls {

  private Urls() {}

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
