package io.mlconnector.spi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What a sink found for one write. */
public sealed interface Found {

  /** Nothing that this ref may claim. */
  record Absent() implements Found {}

  /**
   * The record.
   *
   * @param current its fields by path, as the target shows them
   */
  record Present(String key, Map<String, JsonNode> current) implements Found {}

  /**
   * The key was known and the target no longer has it, nor anything by the external id: parked as
   * gone in target.
   */
  record Gone(String key) implements Found {}

  /** Something is there that must not be touched or chosen by a machine: parked. */
  record Refused(String reason) implements Found {}
}
