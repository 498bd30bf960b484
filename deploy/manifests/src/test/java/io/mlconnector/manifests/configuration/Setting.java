package io.mlconnector.manifests.configuration;

import java.util.List;
import java.util.Optional;

/**
 * One thing that a service can be told.
 *
 * @param type in words; empty for the heading of settings that belong together
 * @param standard the default, as it would be written
 * @param optional whether it may be left out where there is no default
 */
record Setting(
    String key, String type, Optional<String> standard, boolean optional, String meaning) {

  /** The heading of settings whose keys begin with this one. */
  static Setting group(String key, String meaning) {
    return new Setting(key, "", Optional.empty(), true, meaning);
  }

  boolean isGroup() {
    return type.isEmpty();
  }

  /**
   * What belongs together.
   *
   * @param module the folder it is in, such as {@code platform}
   */
  record Group(String prefix, String module, String meaning, List<Setting> settings) {}
}
