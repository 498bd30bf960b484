package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.VendorFailure;

/**
 * Reads Zendesk's refusal of a record.
 *
 * <p>422 {@code {"error":"RecordInvalid","details":{"name":[{"description":…,"error":
 * "DuplicateValue"}]}}}.
 */
final class Taken {

  private Taken() {}

  /** Whether the refusal says that another record already has this field's value. */
  static boolean isTaken(VendorFailure failure, String field) {
    if (failure.status() != 422 || failure.body() == null) {
      return false;
    }
    for (JsonNode problem : failure.body().path("details").path(field)) {
      boolean duplicate =
          problem.path("error").asText().equals("DuplicateValue")
              || problem.path("description").asText().contains("already");
      if (duplicate) {
        return true;
      }
    }
    return false;
  }

  /** Whether the refusal concerns this record only, so that it is to be parked. */
  static boolean concernsRecord(VendorFailure failure) {
    return failure.kind() == VendorFailure.Kind.REJECTED;
  }
}
