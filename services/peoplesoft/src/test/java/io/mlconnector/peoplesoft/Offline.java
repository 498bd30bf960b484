package io.mlconnector.peoplesoft;

import io.mlconnector.testkit.FakeConnection;
import java.time.ZoneId;

/** Connections without a PeopleSoft behind them. */
final class Offline {

  private Offline() {}

  static FakeConnection connection(String zone) {
    return new FakeConnection(PsSpec.spec(), "https://hr.example:8443", ZoneId.of(zone))
        .with("node", "PSFT_HR");
  }
}
