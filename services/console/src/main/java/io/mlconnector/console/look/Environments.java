package io.mlconnector.console.look;

import io.quarkus.qute.TemplateExtension;
import java.util.Locale;
import java.util.Map;

/** The colours of environments, beside their names, which are always shown. */
@TemplateExtension
public final class Environments {

  private static final int COLOURS = 5;

  /** What people know from elsewhere: red is production. */
  private static final Map<String, String> KNOWN =
      Map.of(
          "production", "env-live",
          "prod", "env-live",
          "live", "env-live",
          "test", "env-test",
          "testing", "env-test",
          "qa", "env-test");

  private Environments() {}

  /** The class of an environment's colour: the same for the same name, whatever its case. */
  static String tint(String environment) {
    String name = environment.strip().toLowerCase(Locale.ROOT);
    return KNOWN.getOrDefault(name, "env-" + Math.floorMod(name.hashCode(), COLOURS));
  }
}
