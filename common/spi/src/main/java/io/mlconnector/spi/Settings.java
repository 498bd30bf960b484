package io.mlconnector.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of one connection after validation: defaults filled in, types checked. */
public interface Settings {

  /** The text of a setting, or empty where it has neither value nor default. */
  Optional<String> find(String name);

  /**
   * The text of a setting that has a value or a default.
   *
   * @throws IllegalArgumentException naming the setting where it has neither
   */
  default String text(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("Setting " + name + " has no value"));
  }

  /** The secret of that name; only within {@code auth}. */
  Secret secret(String name);

  default int integer(String name) {
    return Integer.parseInt(text(name));
  }

  default boolean flag(String name) {
    return Boolean.parseBoolean(text(name));
  }

  Duration duration(String name);

  List<String> list(String name);

  Map<String, String> map(String name);
}
