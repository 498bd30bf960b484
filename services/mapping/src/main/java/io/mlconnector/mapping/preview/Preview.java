package io.mlconnector.mapping.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.mapping.mirror.Foreseen;
import java.util.Map;

/**
 * What would become of one record.
 *
 * @param outcome {@code create}, {@code update}, {@code unchanged}, {@code conflict} (something is
 *     there that must not be touched, or a person has to decide between two sides), {@code
 *     ambiguous} (several are there), {@code gone}, {@code filtered} or {@code rejected} (it does
 *     not suit the route); of a two-way route also {@code link} and {@code waits}
 * @param parent a linked record that has to be made first; null where none has
 * @param wanted all fields that the route makes
 * @param changes those that would be sent
 * @param current what the target shows
 * @param mirror what would become of it and its counterpart; null for a one-way route, and where
 *     there is no counterpart
 */
public record Preview(
    String record,
    String outcome,
    String reason,
    String targetKey,
    String parent,
    Map<String, JsonNode> wanted,
    Map<String, JsonNode> changes,
    Map<String, JsonNode> current,
    Foreseen mirror) {

  /** The same, as the merge of two sides foresees it. */
  Preview foreseen(Foreseen foreseen) {
    return new Preview(
        record,
        foreseen.outcome(),
        foreseen.reason() == null ? reason : foreseen.reason(),
        targetKey,
        parent,
        wanted,
        changes,
        current,
        foreseen);
  }
}
