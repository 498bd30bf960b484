package io.mlconnector.platform.api;

import io.mlconnector.spi.Check.End;
import io.mlconnector.spi.Check.Right;
import java.time.Instant;
import java.util.List;

/**
 * What a ping found.
 *
 * @param identity who the system takes us for; null where it takes us for nobody
 * @param cause why it is not well and what to do; null where it is
 * @param latencyMillis of the whole check, sign-in included
 * @param ends when credentials end, where the vendor tells
 */
public record PingResult(
    boolean ok,
    String identity,
    List<Right> rights,
    String cause,
    String kind,
    long latencyMillis,
    Instant at,
    List<End> ends) {

  public PingResult {
    rights = List.copyOf(rights);
    ends = List.copyOf(ends);
  }
}
