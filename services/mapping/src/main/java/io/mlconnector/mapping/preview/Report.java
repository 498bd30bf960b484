package io.mlconnector.mapping.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * A plan or a comparison.
 *
 * @param records how many were looked at
 * @param counts how many came to which outcome
 * @param samples some of each outcome
 * @param changedSince records that changed since it was made
 * @param mirror which fields of a two-way route are merged and which go one way; null for a route
 *     without mirror
 */
public record Report(
    String route,
    int version,
    Instant started,
    Instant finished,
    long records,
    JsonNode counts,
    JsonNode samples,
    long changedSince,
    Merged mirror) {

  /**
   * The fields of a two-way route as it is now, by their paths at the target.
   *
   * @param route that of the other direction
   */
  public record Merged(String route, List<String> merged, List<String> oneWay) {}
}
