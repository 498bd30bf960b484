package io.mlconnector.spi;

import java.time.Instant;

/**
 * A table as the target has it.
 *
 * @param key the target's own, such as a LUID
 * @param updated when the target last changed it, by the target's clock
 */
public record TableFound(String key, Instant updated) {}
