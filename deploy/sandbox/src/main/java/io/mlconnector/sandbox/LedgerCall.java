package io.mlconnector.sandbox;

import java.time.Instant;
import java.util.Map;

/** A ledger entry while it grows; only {@link Ledger} touches it, under its lock. */
final class LedgerCall {

  record Arrival(
      Instant time,
      long nanos,
      String vendor,
      String method,
      String path,
      String query,
      Map<String, String> headers) {}

  record Ending(
      int status,
      boolean answered,
      boolean applied,
      String fault,
      long nanos,
      Map<String, String> headers) {}

  final long sequence;
  final Arrival arrival;
  String body;
  Ending ending;
  volatile String fault;

  LedgerCall(long sequence, Arrival arrival) {
    this.sequence = sequence;
    this.arrival = arrival;
  }

  Call snapshot() {
    boolean open = ending == null;
    return new Call(
        sequence,
        arrival.time().toString(),
        arrival.vendor(),
        arrival.method(),
        arrival.path(),
        arrival.query(),
        arrival.headers(),
        body,
        open ? 0 : ending.status(),
        !open && ending.answered(),
        !open && ending.applied(),
        open ? fault : ending.fault(),
        open ? -1 : (ending.nanos() - arrival.nanos()) / 1_000_000,
        open ? Map.of() : ending.headers());
  }
}
