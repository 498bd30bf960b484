package io.mlconnector.console.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One step of a journey, as the ledger has it.
 *
 * @param connection where it was taken: the source's, or the target's once there is one
 * @param changes field by field what was written; null or empty for other steps
 * @param routeVersion the version of the route that decided it; null where none is known
 * @param millis how long the step took, with all that was in its batch
 * @param erased whether its values were erased
 */
public record Step(
    Instant at,
    String service,
    String connection,
    String scope,
    String step,
    String journey,
    String record,
    String ref,
    String targetKey,
    String delivery,
    String sequence,
    String route,
    Integer routeVersion,
    String reason,
    JsonNode changes,
    Long millis,
    boolean erased) {}
