package io.mlconnector.manifests.configuration;

import io.mlconnector.manifests.configuration.Setting.Group;
import java.util.List;

/** The page that lists every setting. */
final class Reference {

  private static final String BEGINNING =
      """
      # Settings

      What the services can be told beside connections and routes. This page is made from the interfaces
      that read the settings; the build fails while it says something else:

          mvn -pl deploy/manifests -am test -Dtest=ConfigurationTest -Dconfiguration.write=true \\
            -Dsurefire.failIfNoSpecifiedTests=false

      A setting is given as a variable of the environment (`mlconnector.lease.ttl` is
      `MLCONNECTOR_LEASE_TTL`, a name in quotes has two underscores on either side:
      `mlconnector.adapters."oracle-fusion".url` is `MLCONNECTOR_ADAPTERS__ORACLE_FUSION__URL`), as a system
      property (`-Dmlconnector.lease.ttl=7s`), or in `config/application.properties` below the service's
      working folder. What cannot be understood ends the start with the setting's name.

      Durations are written as `500ms`, `7s`, `5m`, `24h` or `3d`, sizes as `256K` or `32M`. Besides these,
      everything holds that Quarkus, its datasource and the Kafka client can be told: `quarkus.…`,
      `kafka.…` and `mp.messaging.…`; what we set of those, and why, is in the files
      `microprofile-config.properties` of [flow](../common/flow/src/main/resources/META-INF/microprofile-config.properties)
      and [platform](../common/platform/src/main/resources/META-INF/microprofile-config.properties).
      """;

  private Reference() {}

  static String page(List<Group> groups) {
    StringBuilder page = new StringBuilder(BEGINNING);
    for (Group group : groups) {
      page.append("\n## `%s`: %s\n\n%s\n".formatted(group.prefix(), who(group), group.meaning()));
      page.append("\n| Setting | Value | Default | Meaning |\n|---|---|---|---|\n");
      group.settings().forEach(setting -> page.append(row(group, setting)));
    }
    return page.toString();
  }

  private static String row(Group group, Setting setting) {
    if (setting.isGroup()) {
      return "| `%s.…` | | | *%s* |\n"
          .formatted(setting.key().substring(group.prefix().length() + 1), setting.meaning());
    }
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            setting.key().substring(group.prefix().length() + 1),
            setting.type(),
            standard(setting),
            setting.meaning().replace("|", "\\|"));
  }

  private static String standard(Setting setting) {
    return setting
        .standard()
        .map(value -> value.isEmpty() ? "empty" : "`" + value.replace(",", ", ") + "`")
        .orElse(setting.optional() ? "–" : "**needed**");
  }

  private static String who(Group group) {
    return switch (group.module()) {
      case "flow" -> "every service";
      case "platform" -> "every adapter";
      default -> "the service " + group.module();
    };
  }
}
