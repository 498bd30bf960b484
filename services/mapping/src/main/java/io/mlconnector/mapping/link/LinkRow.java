package io.mlconnector.mapping.link;

import io.mlconnector.canonical.delivery.Ref;
import java.time.Instant;

/**
 * A link with what last became of its record.
 *
 * @param key null where the ref was unlinked
 * @param origin outcome, import or person
 * @param result of the newest delivery; null while it is on its way
 */
public record LinkRow(
    Ref ref, String key, String origin, Instant changed, String result, String reason) {}
