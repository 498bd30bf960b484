package io.mlconnector.mapping.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What would become of one record.
 *
 * @param outcome {@code create}, {@code update}, {@code unchanged}, {@code conflict} (something is
 *     there that must not be touched), {@code gone}, {@code filtered} or {@code rejected} (it does
 *     not suit the route)
 * @param parent a linked record that has to be made first; null where none has
 * @param wanted all fields that the route makes
 * @param changes those that would be sent
 * @param current what the target shows
 */
public record Preview(
    String record,
    String outcome,
    String reason,
    String targetKey,
    String parent,
    Map<String, JsonNode> wanted,
    Map<String, JsonNode> changes,
    Map<String, JsonNode> current) {}
