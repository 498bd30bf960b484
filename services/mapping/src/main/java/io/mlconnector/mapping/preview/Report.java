package io.mlconnector.mapping.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A plan or a comparison.
 *
 * @param records how many were looked at
 * @param counts how many came to which outcome
 * @param samples some of each outcome
 * @param changedSince records that changed since it was made
 */
public record Report(
    String route,
    int version,
    Instant started,
    Instant finished,
    long records,
    JsonNode counts,
    JsonNode samples,
    long changedSince) {}
