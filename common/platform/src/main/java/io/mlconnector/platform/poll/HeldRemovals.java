package io.mlconnector.platform.poll;

import java.time.Instant;
import java.util.List;

/** More records vanished at the source at once than the mass-change guard lets pass unasked. */
public record HeldRemovals(
    String stream, long absent, long known, List<String> samples, Instant since) {}
