package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What a read showed of a field.
 *
 * @param value as the route's expression gives it
 * @param plain the canonical value; null where the expression reads several
 * @param at when it was first seen
 */
record Seen(JsonNode value, JsonNode plain, Instant at) {}
