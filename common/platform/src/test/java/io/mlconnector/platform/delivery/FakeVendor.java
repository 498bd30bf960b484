package io.mlconnector.platform.delivery;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/** An account that nobody calls over the network. */
record FakeVendor(String id) implements Connection {

  @Override
  public URI baseUrl() {
    return URI.create("http://localhost");
  }

  @Override
  public ZoneId timeZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Settings settings() {
    return null;
  }

  @Override
  public Map<String, String> facts() {
    return Map.of();
  }

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public <T> T client(Class<T> api) {
    throw new AssertionError("only a sink calls its vendor, and the sinks here are fakes");
  }
}
