package io.mlconnector.platform.connection;

import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.ConnectionSpec.AuthMode;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Setting;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what is below {@code auth:}. A secret may be given in clear, as a reference, or not at all
 * where one is stored that may be kept. No sentence repeats a value.
 */
final class AuthPart {

  static final String MODE = "mode";

  private final ConnectionSpec spec;
  private final SpecValues values;
  private final References references;

  final Map<String, String> auth = new LinkedHashMap<>();
  final Map<String, Secret> secrets = new HashMap<>();
  final Set<String> kept = new HashSet<>();

  AuthPart(ConnectionSpec spec, SpecValues values, References references) {
    this.spec = spec;
    this.values = values;
    this.references = references;
  }

  /**
   * Reads it.
   *
   * @param stored fields that have a stored secret, for the mode that it was stored for
   */
  void read(Fields fields, Stored stored) {
    mode(fields)
        .ifPresent(
            mode -> {
              auth.put(MODE, mode.name());
              values
                  .read(fields, mode.settings())
                  .forEach((name, value) -> auth.put(name, text(value)));
              mode.settings().stream()
                  .filter(Setting::secret)
                  .forEach(secret -> secret(fields, secret, stored.of(mode.name())));
              rejectUnknown(fields, mode);
            });
  }

  private Optional<AuthMode> mode(Fields fields) {
    List<String> modes = spec.authModes().stream().map(AuthMode::name).toList();
    if (!fields.has(MODE)) {
      if (modes.size() == 1) {
        return Optional.of(spec.authModes().get(0));
      }
      fields.problem(MODE, "is missing: choose one of " + String.join(", ", modes));
      return Optional.empty();
    }
    Optional<AuthMode> mode = fields.text(MODE).flatMap(spec::authMode);
    if (mode.isEmpty()) {
      fields
          .text(MODE)
          .ifPresent(
              text ->
                  fields.problem(
                      MODE, "unknown way to sign in '%s'%s".formatted(text, hint(text, modes))));
    }
    return mode;
  }

  private void secret(Fields fields, Setting setting, Set<String> stored) {
    String name = setting.name();
    SecretField field = SecretField.of(fields, name, references);
    if (field.reference() != null) {
      auth.put(name, field.reference().toString());
    } else if (field.given() != null) {
      secrets.put(name, field.given());
    } else if (field.absent() && stored.contains(name)) {
      kept.add(name);
    } else if (field.absent() && setting.required()) {
      fields.problem(
          name,
          "is missing: %s Give it here, or as ${file:/run/secrets/…}".formatted(setting.help()));
    }
  }

  private void rejectUnknown(Fields fields, AuthMode mode) {
    Set<String> known = mode.settings().stream().map(Setting::name).collect(Collectors.toSet());
    known.add(MODE);
    for (String name : fields.names()) {
      if (known.contains(name)) {
        continue;
      }
      List<String> others =
          spec.authModes().stream()
              .filter(other -> other.settings().stream().anyMatch(s -> s.name().equals(name)))
              .map(AuthMode::name)
              .toList();
      if (!others.isEmpty()) {
        fields.problem(
            name,
            "belongs to the mode %s and not to %s: remove it, or change the mode"
                .formatted(String.join(" or ", others), mode.name()));
      } else if (spec.settings().stream().anyMatch(s -> s.name().equals(name))) {
        fields.problem(name, "belongs below settings, not below auth: move it");
      } else {
        fields.problem(name, "unknown field" + hint(name, known));
      }
    }
  }

  private static String hint(String name, Collection<String> known) {
    return Closest.hint(name, known);
  }

  private static String text(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value);
  }

  /** Which secrets are stored, and for which mode. */
  record Stored(String mode, Set<String> fields) {
    static final Stored NONE = new Stored("", Set.of());

    Set<String> of(String wanted) {
      return wanted.equals(mode) ? fields : Set.of();
    }
  }
}
