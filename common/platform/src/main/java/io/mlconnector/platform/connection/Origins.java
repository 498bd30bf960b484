package io.mlconnector.platform.connection;

import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.Setting;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A stored secret goes only where it was entered for: whoever may change a connection must not be
 * able to have its secret sent to a host of their own.
 */
final class Origins {

  private Origins() {}

  /** Why stored secrets must be given again, or empty where no new host has come in. */
  static Optional<String> moved(
      ConnectionSpec spec, ConnectionDocument before, ConnectionDocument after) {
    Set<String> fresh = of(spec, after);
    fresh.removeAll(of(spec, before));
    return fresh.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "must be given again: it was entered before the connection pointed to %s, and a stored secret goes only where it was entered for"
                .formatted(String.join(" and ", fresh)));
  }

  private static Set<String> of(ConnectionSpec spec, ConnectionDocument document) {
    Set<String> origins = new HashSet<>();
    if (document.baseUrl() != null) {
      origins.add(origin(document.baseUrl()));
    }
    if (document.proxy() != null) {
      origins.add(origin(document.proxy()));
    }
    urls(spec.settings(), document.settings(), origins);
    spec.authModes().forEach(mode -> urls(mode.settings(), document.auth(), origins));
    return origins;
  }

  private static void urls(List<Setting> settings, Map<String, ?> values, Set<String> origins) {
    settings.stream()
        .filter(setting -> setting.type() == Setting.Type.URL)
        .map(
            setting ->
                values.get(setting.name()) == null
                    ? setting.defaultValue()
                    : String.valueOf(values.get(setting.name())))
        .filter(url -> url != null && !url.isBlank())
        .forEach(url -> origins.add(origin(URI.create(url))));
  }

  private static String origin(URI url) {
    return (url.getScheme() + "://" + url.getAuthority()).toLowerCase(Locale.ROOT);
  }
}
