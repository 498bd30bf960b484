package io.mlconnector.spi;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;

/** What became of one write. */
public sealed interface WriteResult {

  /**
   * A new record.
   *
   * @param stored its fields as read back; empty where the vendor gives none
   */
  record Created(String key, Map<String, JsonNode> stored) implements WriteResult {}

  /** A changed record; {@code stored} as for {@link Created}. */
  record Updated(String key, Map<String, JsonNode> stored) implements WriteResult {}

  /** The record already was like that. */
  record Unchanged(String key) implements WriteResult {}

  /**
   * The record is not as {@link Sink#find} saw it, or a creation met a record that the match keys
   * allow to adopt: nothing was written; the platform decides again on what is there.
   */
  record Changed(String key, Map<String, JsonNode> current) implements WriteResult {}

  /**
   * The vendor refused this record; parked at once.
   *
   * @param reason the vendor's words, cleaned, with the field where it names one
   */
  record Rejected(String reason) implements WriteResult {}

  /**
   * The vendor started a job.
   *
   * @param job the job's id
   * @param after when to ask first
   */
  record Waiting(String job, Duration after) implements WriteResult {}
}
