package io.mlconnector.platform.vendor.budget;

import java.time.Instant;

/**
 * A time in which a vendor wants no calls from this account.
 *
 * @param status what it answered
 * @param words its own, cleaned
 */
public record Pause(Instant until, int status, String words) {}
