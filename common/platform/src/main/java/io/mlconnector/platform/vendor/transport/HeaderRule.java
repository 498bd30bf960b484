package io.mlconnector.platform.vendor.transport;

import io.mlconnector.spi.VendorFailure;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may be a header (RFC 9110 sections 5.1 and 5.5): a line break in one would begin another, or
 * another request. Values are never shown: they may be secrets or of records.
 */
public final class HeaderRule {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final int LAST_LATIN = 0xFF;

  private HeaderRule() {}

  /**
   * Refuses a request with a header that cannot be sent as it is.
   *
   * @throws VendorFailure of kind REJECTED, before anything is sent
   */
  static void check(Request request) {
    for (Request.Header header : request.headers()) {
      wrong(header.name(), header.value())
          .ifPresent(
              sentence -> {
                throw VendorFailure.rejected(0, "Nothing was sent: " + sentence);
              });
    }
  }

  /** What is wrong with a header, without its value; empty where nothing is. */
  public static Optional<String> wrong(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of("a header has a name that is none");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c) && c != '\t') {
        return Optional.of(
            "the value of the header %s holds a line break or another control character at place %d; correct what it is made from"
                .formatted(name, i + 1));
      }
      if (c > LAST_LATIN) {
        return Optional.of(
            "the value of the header %s holds a character at place %d that no header can carry; correct what it is made from"
                .formatted(name, i + 1));
      }
    }
    return Optional.empty();
  }
}
