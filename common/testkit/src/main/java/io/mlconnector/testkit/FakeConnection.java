package io.mlconnector.testkit;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A connection without a vendor, with the settings that a test names and else their defaults. */
public final class FakeConnection implements Connection {

  private final URI baseUrl;
  private final ZoneId zone;
  private final Map<String, String> settings = new HashMap<>();
  private final Map<Class<?>, Object> clients = new HashMap<>();

  /** What its clock shows. */
  public Instant now = Instant.parse("2026-03-01T12:00:00Z");

  public FakeConnection(ConnectionSpec spec, String baseUrl, ZoneId zone) {
    this.baseUrl = URI.create(baseUrl);
    this.zone = zone;
    for (Setting setting : spec.settings()) {
      if (setting.defaultValue() != null) {
        settings.put(setting.name(), setting.defaultValue());
      }
    }
  }

  /** Gives a setting a value. */
  public FakeConnection with(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  /** Has a client answer in the place of the vendor's interface. */
  public <T> FakeConnection answering(Class<T> api, T client) {
    clients.put(api, client);
    return this;
  }

  @Override
  public String id() {
    return "test";
  }

  @Override
  public URI baseUrl() {
    return baseUrl;
  }

  @Override
  public ZoneId timeZone() {
    return zone;
  }

  @Override
  public Map<String, String> facts() {
    return Map.of();
  }

  @Override
  public Clock clock() {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  @Override
  public <T> T client(Class<T> api) {
    return api.cast(clients.get(api));
  }

  @Override
  public Settings settings() {
    return of(settings);
  }

  /** Settings of these texts; lists and maps are written with commas. */
  public static Settings of(Map<String, String> values) {
    return new Settings() {
      @Override
      public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
      }

      @Override
      public Secret secret(String name) {
        return new Secret(values.get(name));
      }

      @Override
      public Duration duration(String name) {
        return Duration.parse("PT" + values.get(name).toUpperCase(Locale.ROOT));
      }

      @Override
      public List<String> list(String name) {
        return values.getOrDefault(name, "").isBlank()
            ? List.of()
            : Arrays.stream(values.get(name).split(",")).map(String::strip).toList();
      }

      @Override
      public Map<String, String> map(String name) {
        Map<String, String> map = new HashMap<>();
        for (String pair : list(name)) {
          map.put(pair.split("=")[0], pair.split("=", 2)[1]);
        }
        return map;
      }
    };
  }
}
