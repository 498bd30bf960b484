package io.mlconnector.jdedwards;

import io.mlconnector.testkit.FakeConnection;
import java.time.ZoneOffset;

/** Connections without a JD Edwards behind them. */
final class Offline {

  private Offline() {}

  static FakeConnection connection() {
    return new FakeConnection(JdeSpec.spec(), "https://ais.example:7077/jderest", ZoneOffset.UTC);
  }
}
