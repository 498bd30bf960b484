package io.mlconnector.spi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
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

  /**
   * Several records could be meant, and no machine chooses: parked as ambiguous until a person
   * links one of them, or makes them differ.
   *
   * @param candidates their keys, at least two; a few are enough
   * @param by the match key by which they are alike, such as {@code email}
   */
  record Ambiguous(List<String> candidates, String by) implements Found {

    public Ambiguous {
      candidates = List.copyOf(candidates);
    }

    /** In words for people. */
    public String reason() {
      return "Several records have the same %s: %s. Link the right one, or correct the others, and retry"
          .formatted(by, String.join(", ", candidates));
    }
  }
}
