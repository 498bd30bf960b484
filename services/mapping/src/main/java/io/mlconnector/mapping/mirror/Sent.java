package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A field of a delivery under way.
 *
 * @param value what is written: what the source side showed, or what a person said
 * @param expected what it may be written over
 * @param why why it goes this way; null where it is only looked at
 */
record Sent(JsonNode value, JsonNode expected, Why why) {

  static Sent look(JsonNode value) {
    return new Sent(value, null, null);
  }

  /** Whether a person gave the value, so that it says nothing of the source side. */
  boolean person() {
    return why == Why.PERSON;
  }
}
