package io.mlconnector.docs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The test classes of all modules, and which tests that a page names are not among them. */
final class NamedTests {

  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))(?:[#.](\\w+))?`");

  private final Map<String, List<String>> sources = new HashMap<>();

  private NamedTests() {}

  /** Those below a folder; shared contracts are tests too. */
  static NamedTests below(Path root) throws IOException {
    NamedTests tests = new NamedTests();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean other = name.equals("target") || name.startsWith(".") && !folder.equals(root);
            return other ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = file.getFileName().toString();
            if (name.matches("\\w+(Test|IT)\\.java")) {
              tests.add(name.replace(".java", ""), Files.readString(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return tests;
  }

  private void add(String name, String source) {
    sources.computeIfAbsent(name, any -> new ArrayList<>()).add(source);
  }

  /** What a page names and nobody has. */
  List<String> missing(String page) {
    List<String> missing = new ArrayList<>();
    Matcher named = NAMED.matcher(page);
    while (named.find()) {
      List<String> found = sources.getOrDefault(named.group(1), List.of());
      String method = named.group(2);
      boolean there =
          method == null
              ? !found.isEmpty()
              : found.stream().anyMatch(source -> source.contains("void " + method + "("));
      if (!there) {
        missing.add(named.group());
      }
    }
    return missing;
  }

  /** How many tests a text names. */
  static long count(String text) {
    return NAMED.matcher(text).results().count();
  }
}
