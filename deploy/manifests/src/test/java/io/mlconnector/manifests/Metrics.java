package io.mlconnector.manifests;

import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The metrics of our code, and those that docs/metrics.md has, by their names at Prometheus. */
final class Metrics {

  /** A metric's name in the code, behind the word that says of what type it is. */
  private static final Pattern IN_CODE =
      Pattern.compile("(\\w+)(?:\\s*\\.builder)?\\(\\s*\"(mlconnector\\.[\\w.-]+)\"");

  private static final Map<String, String> TYPES =
      Map.of(
          "Counter", "counter",
          "counter", "counter",
          "count", "counter",
          "Gauge", "gauge",
          "gauge", "gauge",
          "Timer", "timer",
          "timer", "timer");

  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\| [^|]+ \\| ([^|]+) \\|.*");

  /** What the scraper and its histogram add. */
  static final Set<String> ADDED = Set.of("service", "namespace", "pod", "job", "le");

  /** What others tell, and which labels of theirs are asked by. */
  static final Map<String, Set<String>> OTHERS =
      Map.of(
          "up", Set.of(),
          "ALERTS", Set.of("alertname", "alertstate", "severity", "system", "connection"),
          "agroal_active_count", Set.of("datasource"),
          "agroal_awaiting_count", Set.of("datasource"),
          "jvm_memory_used_bytes", Set.of("area", "id"),
          "barman_cloud_cloudnative_pg_io_last_available_backup_timestamp", Set.of());

  private Metrics() {}

  /** Types by name, found in the sources of every module. */
  static Map<String, String> inCode() {
    Map<String, String> found = new TreeMap<>();
    for (Path source : sources()) {
      String text = Yaml.text(source);
      Matcher meter = IN_CODE.matcher(text);
      while (text.contains("io.micrometer") && meter.find()) {
        String type = TYPES.get(meter.group(1));
        if (type == null) {
          throw new IllegalStateException(source + ": what is made by " + meter.group(1) + "?");
        }
        found.put(name(meter.group(2), type), type);
      }
    }
    return found;
  }

  private static String name(String inCode, String type) {
    String plain = inCode.replaceAll("[.-]", "_");
    return switch (type) {
      case "counter" -> plain + "_total";
      case "timer" -> plain + "_seconds";
      default -> plain;
    };
  }

  /** Types by name, of the table. */
  static Map<String, String> documented() {
    Map<String, String> found = new TreeMap<>();
    rows().forEach(row -> found.put(row.group(1), row.group(2)));
    return found;
  }

  /** Labels by the names of samples, of the table. */
  static Map<String, Set<String>> labels() {
    Map<String, Set<String>> found = new TreeMap<>();
    rows()
        .forEach(
            row -> {
              Set<String> labels =
                  new TreeSet<>(List.of(row.group(3).replace("–", "").split(", *")));
              labels.remove("");
              List<String> samples =
                  row.group(2).equals("timer")
                      ? List.of("_count", "_sum", "_max", "_bucket")
                      : List.of("");
              samples.forEach(sample -> found.put(row.group(1) + sample, labels));
            });
    return found;
  }

  private static List<Matcher> rows() {
    return Yaml.text(Repository.ROOT.resolve("docs").resolve("metrics.md"))
        .lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .toList();
  }

  private static List<Path> sources() {
    return Stream.of("common", "services")
        .map(Repository.ROOT::resolve)
        .flatMap(Metrics::modules)
        .map(module -> module.resolve(Path.of("src", "main", "java")))
        .filter(Files::isDirectory)
        .flatMap(Metrics::files)
        .toList();
  }

  private static Stream<Path> modules(Path folder) {
    return Repository.names(folder).stream().map(folder::resolve);
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
