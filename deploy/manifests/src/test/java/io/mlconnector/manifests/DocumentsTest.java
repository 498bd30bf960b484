package io.mlconnector.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages for a platform team name is there. */
class DocumentsTest {

  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)(#[^)]*)?\\)");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Contract))`");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SECURITY.md",
        "docs/operations.md",
        "docs/metrics.md",
        "docs/erasure.md",
        "docs/configuration.md",
        "docs/runbooks/README.md",
        "k8s/README.md",
        "deploy/docker/README.md"
      })
  void everyLinkLeadsSomewhere(String page) {
    Path file = Repository.ROOT.resolve(page);
    List<String> links =
        LINK.matcher(Yaml.text(file)).results().map(link -> link.group(1)).toList();

    assertThat(links)
        .allSatisfy(link -> assertThat(file.resolveSibling(link).normalize()).exists());
  }

  @Test
  void theThreatModelNamesTestsThatThereAre() throws IOException {
    Set<String> named =
        TEST.matcher(Yaml.text(Repository.ROOT.resolve("SECURITY.md")))
            .results()
            .map(test -> test.group(1) + ".java")
            .collect(Collectors.toSet());
    Set<String> there;
    try (Stream<Path> files = Files.walk(Repository.ROOT)) {
      there =
          files
              .filter(file -> !file.toString().contains("target"))
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toSet());
    }

    assertThat(named).isNotEmpty();
    assertThat(there).containsAll(named);
  }
}
