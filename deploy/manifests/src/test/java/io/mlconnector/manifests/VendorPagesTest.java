package io.mlconnector.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One page per vendor, all by one outline. Their settings are compared by each adapter's contract.
 */
class VendorPagesTest {

  /** What every page answers, in this order. */
  private static final List<String> OUTLINE =
      List.of(
          "Set up",
          "Permissions",
          "Credentials and when they end",
          "Limits",
          "What is not certain",
          "When it is refused",
          "Settings",
          "Streams, objects and hooks");

  private static final Pattern HEADING = Pattern.compile("(?m)^## (.+)$");
  private static final Pattern PART =
      Pattern.compile("(?m)(^(?:public )?interface \\w+)|@Path\\(\"([^\"]+)\"\\)");
  private static final Pattern LISTED = Pattern.compile("(?m)^\\| `(/[^`]+)` \\|");

  static Stream<String> adapters() {
    return Repository.names(Repository.K8S.resolve("adapters")).stream();
  }

  private static String page(String adapter) {
    return Yaml.text(Repository.ROOT.resolve("docs").resolve(adapter + ".md"));
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void everyVendorHasAPageThatAnswersTheSameQuestions(String adapter) {
    List<String> headings =
        HEADING.matcher(page(adapter)).results().map(each -> each.group(1)).toList();

    assertThat(headings).containsSubsequence(OUTLINE);
  }

  /** Whoever opens a firewall or a reverse proxy goes by this list, and by nothing else. */
  @ParameterizedTest
  @ValueSource(strings = {"peoplesoft", "jdedwards"})
  void everyPathThatIsCalledInTheCompanyIsListedAndNoOther(String adapter) throws IOException {
    List<String> called = paths(adapter);
    List<String> listed =
        LISTED.matcher(page(adapter)).results().map(each -> each.group(1)).toList();

    assertThat(called).isNotEmpty();
    assertThat(called).allMatch(path -> listed.stream().anyMatch(path::startsWith));
    assertThat(listed).allMatch(path -> called.stream().anyMatch(each -> each.startsWith(path)));
  }

  /** Of the typed clients, with {@code <name>} for what is filled in. */
  private static List<String> paths(String adapter) throws IOException {
    TreeSet<String> paths = new TreeSet<>();
    Path sources = Repository.ROOT.resolve("services").resolve(adapter).resolve("src/main/java");
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(VendorPagesTest::inApi).toList()) {
        add(Yaml.text(file), paths);
      }
    }
    return List.copyOf(paths);
  }

  private static boolean inApi(Path file) {
    return file.getParent().endsWith("api") && file.toString().endsWith(".java");
  }

  private static void add(String source, TreeSet<String> paths) {
    Matcher part = PART.matcher(source);
    String root = "";
    boolean inside = false;
    boolean below = false;
    while (part.find()) {
      if (part.group(1) != null) {
        inside = true;
      } else if (inside) {
        paths.add(named(root + part.group(2)));
        below = true;
      } else {
        root = part.group(2);
      }
    }
    if (inside && !below && !root.isEmpty()) {
      paths.add(named(root));
    }
  }

  private static String named(String path) {
    return path.replace('{', '<').replace('}', '>');
  }
}
