package io.mlconnector.console.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** One step of a journey, as the ledger has it. */
public record Step(
    Instant at,
    String service,
    String scope,
    String step,
    String journey,
    String record,
    String ref,
    String targetKey,
    String delivery,
    String sequence,
    String route,
    String reason,
    JsonNode changes,
    Long millis) {}
