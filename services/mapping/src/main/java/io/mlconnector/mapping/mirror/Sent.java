package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A field of a delivery under way.
 *
 * @param value what is written: what the source side showed, or what a person said
 * @param expected what it may be written over
 * @param person whether a person said so, so that it says nothing of the source side
 */
record Sent(JsonNode value, JsonNode expected, boolean person) {}
