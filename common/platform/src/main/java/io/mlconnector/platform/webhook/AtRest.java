package io.mlconnector.platform.webhook;

import io.mlconnector.platform.connection.ConnectionDocument;
import io.mlconnector.platform.connection.Credentials;
import io.mlconnector.platform.connection.SpecSettings;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;

/**
 * A connection as far as checking a call's sender needs it: settings and secrets, and no way to
 * call anybody. So every replica can accept calls, whoever owns the connection.
 */
record AtRest(
    ConnectionSpec spec, ConnectionDocument document, Credentials credentials, Clock clock)
    implements Connection {

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
    return SpecSettings.of(spec.settings(), document.settings(), credentials);
  }

  @Override
  public Map<String, String> facts() {
    return Map.of();
  }

  @Override
  public <T> T client(Class<T> api) {
    throw new IllegalStateException("A sender is checked without calling anybody");
  }
}
