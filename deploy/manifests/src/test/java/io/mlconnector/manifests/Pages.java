package io.mlconnector.manifests;

import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Pages in Markdown, as a host of repositories shows them: their links, headings and paths. */
final class Pages {

  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:|mailto:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
  private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```");
  private static final Pattern QUOTED = Pattern.compile("`([^`\\n]+)`");
  private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");

  private Pages() {}

  /** Every page of the repository. */
  static List<Path> all() {
    return files().stream().filter(each -> each.toString().endsWith(".md")).toList();
  }

  /** Every file that is not made by a build. */
  static List<Path> files() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          Repository.ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes any) {
              return NOT_OURS.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes any) {
              files.add(file);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** Links of a page that lead to no file, or to no heading of it. */
  static List<String> deadLinks(Path page, String text) {
    List<String> dead = new ArrayList<>();
    LINK.matcher(prose(text))
        .results()
        .forEach(
            link -> {
              Path to = link.group(1).isEmpty() ? page : beside(page, link.group(1));
              boolean there =
                  Files.exists(to)
                      && (link.group(2) == null
                          || anchors(to.equals(page) ? text : Yaml.text(to))
                              .contains(link.group(2)));
              if (!there) {
                dead.add(page + ": " + link.group());
              }
            });
    return dead;
  }

  /**
   * Paths of this repository that a page names and that are not there. One with a blank, a bracket,
   * or something else to be filled in is an example; an asterisk needs one file that fits.
   */
  static List<String> deadPaths(Path page, String text, List<String> folders) {
    return QUOTED
        .matcher(prose(text))
        .results()
        .map(quoted -> quoted.group(1))
        .filter(path -> folders.stream().anyMatch(folder -> path.startsWith(folder + "/")))
        .filter(
            path ->
                path.matches("[\\w./*{},-]+")
                    && !path.contains("/target/")
                    && !path.contains("NNNN"))
        .flatMap(Pages::alternatives)
        .filter(path -> !isThere(path))
        .map(path -> page + ": " + path)
        .toList();
  }

  /** Text without blocks of code. */
  static String prose(String text) {
    return FENCED.matcher(text).replaceAll("");
  }

  private static Path beside(Path page, String link) {
    return page.resolveSibling(URLDecoder.decode(link, StandardCharsets.UTF_8)).normalize();
  }

  private static Set<String> anchors(String text) {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> times = new HashMap<>();
    HEADING
        .matcher(prose(text))
        .results()
        .map(heading -> anchor(heading.group(1)))
        .forEach(
            anchor -> {
              int before = times.merge(anchor, 1, Integer::sum) - 1;
              anchors.add(before == 0 ? anchor : anchor + "-" + before);
            });
    return anchors;
  }

  /** Lower case, blanks as hyphens, without punctuation; of a link its words. */
  private static String anchor(String heading) {
    return heading
        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  private static Stream<String> alternatives(String path) {
    int from = path.indexOf('{');
    int to = path.indexOf('}');
    return from < 0 || to < from
        ? Stream.of(path)
        : Stream.of(path.substring(from + 1, to).split(","))
            .flatMap(each -> alternatives(path.substring(0, from) + each + path.substring(to + 1)));
  }

  private static boolean isThere(String path) {
    if (!path.contains("*")) {
      return Files.exists(Repository.ROOT.resolve(path));
    }
    String pattern = path.replaceAll("/$", "").replace(".", "\\.").replace("*", "[^/]*");
    return files().stream()
        .map(file -> Repository.ROOT.relativize(file).toString())
        .anyMatch(file -> file.matches(pattern + "(/.*)?"));
  }
}
