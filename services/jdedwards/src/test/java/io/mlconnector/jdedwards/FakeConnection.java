package io.mlconnector.jdedwards;

import io.mlconnector.spi.Connection;
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
import java.util.Map;
import java.util.Optional;

/** A connection without a vendor, with the settings that a test names and else their defaults. */
final class FakeConnection implements Connection {

  final Map<String, String> settings = new HashMap<>();
  final Map<String, String> facts = new HashMap<>();
  private final Map<Class<?>, Object> clients = new HashMap<>();
  Instant now = Instant.parse("2026-03-01T12:00:00Z");

  FakeConnection() {
    for (Setting setting : JdeSpec.spec().settings()) {
      if (setting.defaultValue() != null) {
        settings.put(setting.name(), setting.defaultValue());
      }
    }
  }

  FakeConnection with(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  <T> FakeConnection answering(Class<T> api, T client) {
    clients.put(api, client);
    return this;
  }

  @Override
  public String id() {
    return "jde-test";
  }

  @Override
  public URI baseUrl() {
    return URI.create("https://ais.example:7077/jderest");
  }

  @Override
  public ZoneId timeZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Map<String, String> facts() {
    return facts;
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

  static Settings of(Map<String, String> values) {
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
        return Duration.parse("PT" + values.get(name).toUpperCase(java.util.Locale.ROOT));
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
          map.put(pair.split("=")[0], pair.split("=")[1]);
        }
        return map;
      }
    };
  }
}
