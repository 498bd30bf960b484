package io.mlconnector.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What pages for a platform team name is there. */
class DocumentsTest {

  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Contract))`");

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
