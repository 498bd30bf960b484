package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.VendorFailure;

/**
 * What an error of finance and operations means: its {@code innererror} tells more than its status.
 * A broken business rule is final even where it comes as 500. Stack traces are dropped.
 */
final class ODataError {

  private static final int LONGEST = 500;
  private static final String RULE = "AxODataWriteException";

  private ODataError() {}

  static VendorFailure of(int status, JsonNode body) {
    JsonNode error = body.path("error");
    JsonNode inner = error.path("innererror");
    String said = inner.path("message").asText(error.path("message").asText("(no words)"));
    String words = "Dynamics answered %d: %s".formatted(status, shortened(said));
    if (rule(inner)) {
      return VendorFailure.rejected(status, words);
    }
    if (status == 401) {
      return VendorFailure.unauthorized(status, words);
    }
    if (status == 429) {
      return VendorFailure.throttled(status, null, words);
    }
    return status >= 500 || status == 408
        ? VendorFailure.unavailable(status, null, true, words)
        : VendorFailure.rejected(status, words);
  }

  private static boolean rule(JsonNode inner) {
    return inner.path("type").asText().endsWith(RULE);
  }

  private static String shortened(String said) {
    String line = said.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
