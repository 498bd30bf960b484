package io.mlconnector.platform.testsystem;

import io.mlconnector.platform.connection.ConnectionDocument;
import io.mlconnector.platform.connection.Credentials;
import io.mlconnector.platform.connection.SpecSettings;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection to {@link TestVendor}; needs its password at opening. */
public final class TestConnection implements Connection, AutoCloseable {

  /** How many are open now. */
  public static final AtomicInteger OPEN = new AtomicInteger();

  private final ConnectionDocument document;
  private final Settings settings;
  private final Clock clock;

  public TestConnection(ConnectionDocument document, Credentials credentials, Clock clock) {
    this.document = document;
    this.settings =
        SpecSettings.of(
            new TestSystem().connectionSpec().settings(), document.settings(), credentials);
    this.clock = clock;
    credentials.secret("password");
    OPEN.incrementAndGet();
  }

  @Override
  public String id() {
    return document.id();
  }

  @Override
  public URI baseUrl() {
    return document.baseUrl();
  }

  @Override
  public ZoneId timeZone() {
    return document.timeZone();
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Map<String, String> facts() {
    return Map.of();
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public <T> T client(Class<T> api) {
    throw new AssertionError("The test system is in memory; it was asked for " + api.getName());
  }

  @Override
  public void close() {
    OPEN.decrementAndGet();
  }
}
