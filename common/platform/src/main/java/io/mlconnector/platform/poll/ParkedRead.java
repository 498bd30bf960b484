package io.mlconnector.platform.poll;

import java.time.Instant;

/** A source record that could not be read, translated or carried, and why. */
public record ParkedRead(String stream, String key, String reason, Instant since) {}
