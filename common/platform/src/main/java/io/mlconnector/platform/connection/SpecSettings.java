package io.mlconnector.platform.connection;

import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The values of a validated document seen through the spec that they were validated against:
 * defaults fill what is absent.
 */
public final class SpecSettings implements Settings {

  private final Map<String, Setting> spec;
  private final Map<String, ?> values;
  private final Credentials credentials;

  private SpecSettings(Map<String, Setting> spec, Map<String, ?> values, Credentials credentials) {
    this.spec = spec;
    this.values = values;
    this.credentials = credentials;
  }

  /**
   * Settings of one document.
   *
   * @param values text, list or map by name, as {@link ConnectionDocument} has them
   */
  public static SpecSettings of(
      List<Setting> spec, Map<String, ?> values, Credentials credentials) {
    return new SpecSettings(
        spec.stream().collect(Collectors.toMap(Setting::name, Function.identity())),
        values,
        credentials);
  }

  @Override
  public Optional<String> find(String name) {
    return value(name).map(String::valueOf);
  }

  @Override
  public Secret secret(String name) {
    return credentials.secret(name);
  }

  @Override
  public Duration duration(String name) {
    return Durations.parse(text(name));
  }

  @Override
  public List<String> list(String name) {
    Object value = value(name).orElse("");
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return Arrays.stream(String.valueOf(value).split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  @Override
  public Map<String, String> map(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (value(name).orElse(Map.of()) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
    }
    return texts;
  }

  private Optional<Object> value(String name) {
    Setting setting = spec.get(name);
    if (setting == null) {
      throw new IllegalArgumentException(
          "Setting %s is not in the spec, which has %s".formatted(name, spec.keySet()));
    }
    if (setting.secret()) {
      throw new IllegalArgumentException("Setting " + name + " is a secret: ask for secret()");
    }
    Object value = values.get(name);
    return Optional.ofNullable(value == null ? setting.defaultValue() : value);
  }
}
