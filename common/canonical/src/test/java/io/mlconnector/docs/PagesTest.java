package io.mlconnector.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that name tests name tests that there are. */
class PagesTest {

  private static final Path ROOT = root();

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/guarantees.md"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static String page(String name) throws IOException {
    return Files.readString(ROOT.resolve("docs").resolve(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"defects.md", "guarantees.md"})
  void everyTestThatAPageNamesIsThere(String name) throws IOException {
    String page = page(name);

    assertThat(NamedTests.count(page)).isGreaterThan(20);
    assertThat(NamedTests.below(ROOT).missing(page)).isEmpty();
  }

  @Test
  void everyDefectNamesItsTestsByMethodOrSaysWhyItDoesNotApply() throws IOException {
    List<String> rows =
        page("defects.md").lines().filter(line -> line.matches("\\| (\\d+|\\+) \\|.*")).toList();

    assertThat(rows).hasSizeGreaterThanOrEqualTo(22);
    for (String row : rows) {
      if (row.contains("does not apply: ")) {
        assertThat(NamedTests.count(row)).as(row).isZero();
      } else {
        assertThat(row).containsPattern("`\\w+#\\w+`");
      }
    }
  }

  @Test
  void aTestThatIsNotThereIsNamed() throws IOException {
    NamedTests tests = NamedTests.below(ROOT.resolve("common/canonical"));

    assertThat(
            tests.missing(
                "`PagesTest#aTestThatIsNotThereIsNamed` `PagesTest` `PagesTest.aTest` `NoSuchTest`"
                    + " `NoSuchTest#any`"))
        .containsExactly("`PagesTest.aTest`", "`NoSuchTest`", "`NoSuchTest#any`");
  }
}
