package io.mlconnector.mapping.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What the target holds for one delivery, read without writing.
 *
 * @param key the target record's key; null where there is none
 * @param current its fields, by path
 * @param changes what a write would send, by path; empty where it would change nothing
 * @param reason for people, where the record may not be touched
 */
public record TargetRecord(
    State state,
    String key,
    Map<String, JsonNode> current,
    Map<String, JsonNode> changes,
    String reason) {

  /** Whether there is something. */
  public enum State {
    ABSENT,
    PRESENT,
    /** The key was known and the target no longer has it. */
    GONE,
    /** Several are there, of which no machine chooses one. */
    AMBIGUOUS,
    /** Something is there that must not be touched. */
    REFUSED
  }

  public TargetRecord {
    current = current == null ? Map.of() : current;
    changes = changes == null ? Map.of() : changes;
  }
}
