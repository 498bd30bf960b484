package io.mlconnector.sandbox.fusion;

import java.time.Instant;
import java.util.Map;

/**
 * One row as it stands now. The key and the stamp that order it are held apart from the values, so
 * that a poisoned value cannot hide a row from a poll.
 *
 * @param values by attribute: String, BigInteger, BigDecimal, Boolean, Instant or null; a poisoned
 *     row may hold any JSON value
 * @param version counts its changes, for ETags
 */
record FusionRow(String key, Instant lastUpdate, Map<String, Object> values, long version) {

  Object value(String attribute) {
    return values.get(attribute);
  }
}
