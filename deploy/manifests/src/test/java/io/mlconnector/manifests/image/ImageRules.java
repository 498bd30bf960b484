package io.mlconnector.manifests.image;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a Dockerfile of ours keeps to: see each rule's name. */
final class ImageRules {

  /** A rule by what it says. */
  record Rule(String name, Check check) {}

  @FunctionalInterface
  interface Check {
    boolean kept(Dockerfile file);
  }

  private static final String USER = "65532:65532";
  private static final Pattern CACHE = Pattern.compile("\"-XX:AOTCache=([^\"]+)\"");
  private static final Pattern HEADERS = Pattern.compile("\"-XX:[+-]UseCompactObjectHeaders\"");

  static final List<Rule> RULES =
      List.of(
          new Rule(
              "a base without a shell", file -> file.image().get(0).base().contains("distroless")),
          new Rule("a base by its version", ImageRules::versioned),
          new Rule("an own user", ImageRules::user),
          new Rule("nothing is run in the image itself", ImageRules::nothingRuns),
          new Rule("files that the service cannot change", ImageRules::owned),
          new Rule("an entry point without a shell", ImageRules::entryPoint),
          new Rule("what changes least comes first", ImageRules::order),
          new Rule("the start is trained by the image's own JVM and jars", ImageRules::trained),
          new Rule("the file of the training is tried before it is taken", ImageRules::tried));

  private ImageRules() {}

  static List<String> findings(Dockerfile file) {
    return RULES.stream().filter(rule -> !rule.check().kept(file)).map(Rule::name).toList();
  }

  private static Stream<String> image(Dockerfile file, String instruction) {
    return file.image().stream().flatMap(stage -> stage.starting(instruction));
  }

  private static boolean versioned(Dockerfile file) {
    return Stream.concat(
            file.stages().stream()
                .map(Dockerfile.Stage::base)
                .filter(base -> file.named(base).isEmpty()),
            file.stages().stream()
                .flatMap(stage -> stage.starting("COPY"))
                .flatMap(copy -> from(copy).stream())
                .filter(from -> file.named(from).isEmpty()))
        .allMatch(base -> base.matches(".+(:\\d[\\w.-]*|-debian\\d+:nonroot)"));
  }

  private static Optional<String> from(String copy) {
    return Stream.of(copy.split(" "))
        .filter(word -> word.startsWith("--from="))
        .map(word -> word.substring("--from=".length()))
        .findFirst();
  }

  /** Said last, so that no line after it works as somebody else. */
  private static boolean user(Dockerfile file) {
    List<String> users = image(file, "USER").toList();
    return !users.isEmpty()
        && users.get(users.size() - 1).equals(USER)
        && file.helpers().stream()
            .filter(stage -> stage.starting("RUN").findAny().isPresent())
            .allMatch(stage -> stage.lines().contains("USER " + USER));
  }

  private static boolean nothingRuns(Dockerfile file) {
    return image(file, "RUN").findAny().isEmpty()
        && image(file, "ADD").findAny().isEmpty()
        && image(file, "COPY")
            .filter(copy -> from(copy).isPresent())
            .allMatch(copy -> copy.contains(" /app/app.aot "));
  }

  private static boolean owned(Dockerfile file) {
    return image(file, "COPY").allMatch(copy -> copy.contains("--chown=0:0"));
  }

  private static boolean entryPoint(Dockerfile file) {
    List<String> lines = file.last().lines();
    String end = lines.get(lines.size() - 1);
    return end.startsWith("ENTRYPOINT [") && end.endsWith("]");
  }

  private static boolean order(Dockerfile file) {
    List<String> order =
        image(file, "COPY").map(copy -> copy.substring(copy.lastIndexOf(' ') + 1)).toList();
    return order.equals(List.of("application"))
        || order.equals(List.of("lib/", "./", "quarkus/", "app/", "./"));
  }

  /** Another JVM, other jars or another layout of objects, and the file is of no use. */
  private static boolean trained(Dockerfile file) {
    String base = file.last().base();
    return cache(file)
        .map(
            cache ->
                file.helpers().stream()
                    .filter(stage -> copies(stage, base, "/app/", "/usr/lib/jvm/"))
                    .flatMap(stage -> stage.starting("RUN"))
                    .anyMatch(run -> run.contains("/" + cache + "\"") && alike(file, run)))
        .orElseGet(() -> !isJava(file));
  }

  /** By the JVM of the image, which ends with an error where it would not take it. */
  private static boolean tried(Dockerfile file) {
    return cache(file)
        .map(
            cache ->
                file.helpers().stream()
                    .filter(stage -> stage.base().equals(file.last().base()))
                    .filter(stage -> file.last().lines().toString().contains("=" + stage.name()))
                    .flatMap(stage -> stage.starting("RUN"))
                    .anyMatch(
                        run ->
                            run.contains("\"-XX:AOTMode=on\"")
                                && run.contains("\"-XX:AOTCache=" + cache + "\"")
                                && alike(file, run)))
        .orElseGet(() -> !isJava(file));
  }

  private static boolean copies(Dockerfile.Stage stage, String from, String... folders) {
    return Stream.of(folders)
        .allMatch(
            folder ->
                stage.lines().contains("COPY --from=%s %s %s".formatted(from, folder, folder)));
  }

  private static Optional<String> cache(Dockerfile file) {
    Matcher cache = CACHE.matcher(entry(file));
    return cache.find() ? Optional.of(cache.group(1)) : Optional.empty();
  }

  private static boolean isJava(Dockerfile file) {
    return entry(file).startsWith("[\"java\"");
  }

  private static String entry(Dockerfile file) {
    return file.last().starting("ENTRYPOINT").findFirst().orElse("");
  }

  private static boolean alike(Dockerfile file, String command) {
    return headers(command).equals(headers(entry(file)));
  }

  private static List<String> headers(String command) {
    return HEADERS.matcher(command).results().map(MatchResult::group).toList();
  }
}
