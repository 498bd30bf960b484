package io.mlconnector.console.alerts;

import java.time.Duration;
import java.time.Instant;

/**
 * How often a webhook is called.
 *
 * @param lastCalled when it was last called, as far as the last look knew
 * @param seen when the last look was
 * @param known since when it is looked at
 * @param longest the longest pause between two calls in the last four weeks
 */
record Pace(
    String connection,
    String hook,
    Instant lastCalled,
    Instant seen,
    Instant known,
    Duration longest) {}
