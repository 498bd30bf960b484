package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.VendorFailure;

/**
 * What one call of a batch was answered.
 *
 * @param body a missing node where it is empty or no JSON
 */
record Part(int status, JsonNode body) {

  static final int NOT_FOUND = 404;
  static final int CHANGED = 412;

  boolean succeeded() {
    return status / 100 == 2;
  }

  boolean missing() {
    return status == NOT_FOUND;
  }

  /** The body of a call that worked. */
  JsonNode good() {
    if (!succeeded()) {
      throw ODataError.of(status, body);
    }
    return body;
  }

  /**
   * Why the call was refused for good.
   *
   * @throws VendorFailure where it was not refused but not answered
   */
  String refusal() {
    VendorFailure failure = ODataError.of(status, body);
    if (failure.kind() != VendorFailure.Kind.REJECTED) {
      throw failure;
    }
    return failure.getMessage();
  }
}
