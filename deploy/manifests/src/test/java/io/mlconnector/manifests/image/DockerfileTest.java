package io.mlconnector.manifests.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Yaml;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Dockerfiles, and that Jib builds the same image as far as it can. */
class DockerfileTest {

  private static final Path FOLDER = Repository.ROOT.resolve("deploy").resolve("docker");
  private static final String JVM = Yaml.text(FOLDER.resolve("Dockerfile"));

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.native"})
  void itKeepsToTheRules(String name) {
    Dockerfile file = Dockerfile.of(Yaml.text(FOLDER.resolve(name)));

    assertThat(ImageRules.findings(file)).isEmpty();
    assertThat(file.image().get(0).lines()).contains("ARG SERVICE");
  }

  static Stream<Arguments> plantedErrors() {
    String trained = "the start is trained by the image's own JVM and jars";
    String tried = "the file of the training is tried before it is taken";
    String run = "nothing is run in the image itself";
    String port = "ENV QUARKUS_HTTP_PORT";
    String app = "services/${SERVICE}/target/quarkus-app/app/";
    String headers = ", \"-XX:+UseCompactObjectHeaders\"]";
    return Stream.of(
        arguments(
            "gcr.io/distroless/java25-debian13:nonroot", "debian:13", "a base without a shell"),
        arguments("java25-debian13:nonroot", "java25-debian13:latest", "a base by its version"),
        arguments("debian:13-slim", "debian", "a base by its version"),
        arguments("USER 65532:65532", "USER 0:0", "an own user"),
        arguments(port, "RUN [\"java\"]\n" + port, run),
        arguments("FROM service\n", "FROM service\nCOPY --from=trained /bin/sh /bin/sh\n", run),
        arguments("--chown=0:0 --chmod=0755 " + app, app, "files that the service cannot change"),
        arguments("ENTRYPOINT [", "ENTRYPOINT exec [", "an entry point without a shell"),
        arguments("lib/ lib/", "lib/ app/", "what changes least comes first"),
        arguments("\"-XX:AOTCache=app.aot\", ", "", trained),
        arguments("/tmp/app.aot\",", "/tmp/other.aot\",", trained),
        arguments("/usr/lib/jvm/ /usr/lib/jvm/", "/usr/lib/ /usr/lib/", trained),
        arguments("--from=service /app/", "--from=other /app/", trained),
        arguments(headers, "]", trained),
        arguments("\"-XX:AOTMode=on\", ", "", tried),
        arguments("FROM service AS checked", "FROM trained AS checked", tried),
        arguments("--from=checked", "--from=trained", tried));
  }

  @ParameterizedTest
  @MethodSource("plantedErrors")
  void aPlantedErrorIsFound(String right, String wrong, String rule) {
    String planted = JVM.replace(right, wrong);

    assertThat(planted).isNotEqualTo(JVM);
    assertThat(ImageRules.findings(Dockerfile.of(planted))).contains(rule);
  }

  @Test
  void everyRuleHasAPlantedError() {
    assertThat(plantedErrors().map(each -> (String) each.get()[2]))
        .containsAll(ImageRules.RULES.stream().map(ImageRules.Rule::name).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.native"})
  void whatItCopiesIsSentToTheBuilder(String name) {
    List<String> lines = Yaml.text(FOLDER.resolve(name + ".dockerignore")).lines().toList();

    assertThat(lines.get(0)).isEqualTo("*");
    Dockerfile.of(Yaml.text(FOLDER.resolve(name))).stages().stream()
        .flatMap(stage -> stage.starting("COPY"))
        .filter(copy -> !copy.contains("--from="))
        .map(copy -> copy.split(" "))
        .map(words -> words[words.length - 2].replace("${SERVICE}", "zendesk"))
        .forEach(source -> assertThat(sent(lines, Path.of(source))).as(source).isTrue());
  }

  private static boolean sent(List<String> ignore, Path source) {
    return ignore.stream()
        .filter(line -> line.startsWith("!"))
        .map(line -> FileSystems.getDefault().getPathMatcher("glob:" + line.substring(1)))
        .anyMatch(
            allowed ->
                Stream.iterate(source, path -> path != null, Path::getParent)
                    .anyMatch(allowed::matches));
  }

  @Test
  void jibTakesTheSameBaseAndTheSameSettings() {
    String pom = Yaml.text(Repository.ROOT.resolve("pom.xml"));
    Dockerfile file = Dockerfile.of(JVM);

    assertThat(property(pom, "quarkus.jib.base-jvm-image")).isEqualTo(file.image().get(0).base());
    assertThat(property(pom, "quarkus.jib.user") + ":65532")
        .isEqualTo(file.last().starting("USER").collect(Collectors.joining()));
    file.image()
        .get(0)
        .starting("ENV")
        .map(each -> each.split("=", 2))
        .forEach(
            variable ->
                assertThat(property(pom, "quarkus.jib.environment-variables." + variable[0]))
                    .isEqualTo(variable[1].replace("\"", "")));
    assertThat(file.last().starting("ENTRYPOINT").findFirst().orElseThrow())
        .contains('"' + property(pom, "quarkus.jib.jvm-additional-arguments") + '"');
  }

  private static String property(String pom, String name) {
    Matcher found =
        Pattern.compile("<" + Pattern.quote(name) + ">([^<]*)</" + Pattern.quote(name) + ">")
            .matcher(pom);
    assertThat(found.find()).as(name).isTrue();
    return found.group(1);
  }
}
