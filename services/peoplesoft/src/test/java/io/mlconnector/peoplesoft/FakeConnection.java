package io.mlconnector.peoplesoft;

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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A connection without a vendor, with the settings that a test names and else their defaults. */
final class FakeConnection implements Connection {

  private final Map<String, String> settings = new HashMap<>();
  private final Map<Class<?>, Object> clients = new HashMap<>();
  private final ZoneId zone;
  Instant now = Instant.parse("2026-03-01T12:00:00Z");

  FakeConnection(String zone) {
    this.zone = ZoneId.of(zone);
    for (Setting setting : PsSpec.spec().settings()) {
      if (setting.defaultValue() != null) {
        settings.put(setting.name(), setting.defaultValue());
      }
    }
    settings.put("node", "PSFT_HR");
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
    return "ps-test";
  }

  @Override
  public URI baseUrl() {
    return URI.create("https://hr.example:8443");
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
    return new Settings() {
      @Override
      public Optional<String> find(String name) {
        return Optional.ofNullable(settings.get(name));
      }

      @Override
      public Secret secret(String name) {
        return new Secret(settings.get(name));
      }

      @Override
      public Duration duration(String name) {
        return Duration.parse("PT" + settings.get(name).toUpperCase(Locale.ROOT));
      }

      @Override
      public List<String> list(String name) {
        return settings.getOrDefault(name, "").isBlank()
            ? List.of()
            : Arrays.stream(settings.get(name).split(",")).map(String::strip).toList();
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
