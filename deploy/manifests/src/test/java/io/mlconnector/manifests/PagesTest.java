package io.mlconnector.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages lead to and quote is there. */
class PagesTest {

  private static final List<String> FOLDERS =
      List.of("common", "services", "deploy", "k8s", "docs", ".ci");
  private static final Pattern QUOTE =
      Pattern.compile("(?ms)^`([\\w./-]+\\.java)`$|^```java\\n(.*?)^```$");
  private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*)(?:[.(][^`]*)?`");

  static Stream<Path> pages() {
    return Pages.all().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsToAFileAndAHeadingThatAreThere(Path page) {
    assertThat(Pages.deadLinks(page, Yaml.text(page))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyPathThatIsNamedIsThere(Path page) {
    assertThat(Pages.deadPaths(page, Yaml.text(page), FOLDERS)).isEmpty();
  }

  @Test
  void aPlantedDeadLinkIsFound(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("page.md");
    Files.writeString(folder.resolve("other.md"), "# One `part`, and more\n\n## Twice\n## Twice\n");
    String good =
        "# Here\n[a](other.md) [b](other.md#one-part-and-more) [c](#here) [d](other.md#twice-1)"
            + " [e](https://example.com/x#y)\n```\n[f](none.md)\n```\n";

    Files.writeString(page, good);

    assertThat(Pages.deadLinks(page, good)).isEmpty();
    for (String dead : List.of("[x](none.md)", "[x](other.md#two)", "[x](#there)", "[x](..none)")) {
      assertThat(Pages.deadLinks(page, good + dead)).as(dead).hasSize(1);
    }
  }

  @Test
  void aPlantedPathThatIsNotThereIsFound() {
    String text =
        "`k8s/base` `k8s/adapters/*/kafka.yaml` `k8s/{base,kafka}` `services/<system>/x` `deploy/x"
            + " y`";

    assertThat(Pages.deadPaths(Path.of("p"), text, FOLDERS)).isEmpty();
    for (String dead : List.of("k8s/bass", "k8s/adapters/*/kafka.yml", "k8s/{base,kafak}")) {
      assertThat(Pages.deadPaths(Path.of("p"), "`" + dead + "`", FOLDERS)).as(dead).hasSize(1);
    }
  }

  /** Each block of Java stands in the file that was named last, blanks aside. */
  @Test
  void whatTheWalkThroughAnAdapterQuotesIsInTheSources() {
    Matcher quotes = QUOTE.matcher(walk());
    String file = "";
    List<String> missing = new ArrayList<>();
    int blocks = 0;
    while (quotes.find()) {
      if (quotes.group(1) != null) {
        file = quotes.group(1);
      } else {
        blocks++;
        String source = plain(Yaml.text(Repository.ROOT.resolve(file)));
        if (!source.contains(plain(quotes.group(2)))) {
          missing.add(file + ": " + quotes.group(2));
        }
      }
    }

    assertThat(blocks).isGreaterThan(4);
    assertThat(missing).isEmpty();
  }

  @Test
  void everyTypeThatTheWalkThroughAnAdapterNamesIsThere() {
    List<String> sources =
        Pages.files().stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .map(name -> name.replace(".java", ""))
            .toList();
    String spi = spi();

    assertThat(TYPE.matcher(Pages.prose(walk())).results().map(type -> type.group(1)))
        .isNotEmpty()
        .allMatch(
            type -> sources.contains(type) || spi.contains(" " + type) || isOfTheJdk(type),
            "is a type of ours or of the JDK");
  }

  private static boolean isOfTheJdk(String type) {
    return type.equals("BigDecimal");
  }

  private static String walk() {
    return Yaml.text(Repository.ROOT.resolve("docs/adding-a-system.md"));
  }

  private static String spi() {
    StringBuilder all = new StringBuilder();
    Pages.files().stream()
        .filter(file -> file.toString().contains("common/spi/src/main"))
        .filter(file -> file.toString().endsWith(".java"))
        .forEach(file -> all.append(Yaml.text(file)));
    return all.toString();
  }

  private static String plain(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
