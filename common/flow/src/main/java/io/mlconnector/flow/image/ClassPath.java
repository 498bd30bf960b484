package io.mlconnector.flow.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** What is in the jars and folders that an executable is made from. */
record ClassPath(Set<String> classes, Set<String> resources) {

  private static final String CLASS = ".class";
  private static final String OURS = "io/mlconnector/";

  /** Of all classes the names; of those parts that have code of ours, the resources as well. */
  static ClassPath of(List<Path> parts) throws IOException {
    ClassPath all = new ClassPath(new TreeSet<>(), new TreeSet<>());
    for (Path part : parts) {
      all.add(entries(part));
    }
    return all;
  }

  private void add(Set<String> entries) {
    boolean ours = entries.stream().anyMatch(entry -> entry.startsWith(OURS));
    for (String entry : entries) {
      if (entry.endsWith(CLASS)) {
        classes.add(entry.substring(0, entry.length() - CLASS.length()).replace('/', '.'));
      } else if (ours && !entry.startsWith("META-INF/")) {
        resources.add(entry);
      }
    }
  }

  private static Set<String> entries(Path part) throws IOException {
    Set<String> entries = new TreeSet<>();
    if (Files.isDirectory(part)) {
      try (Stream<Path> files = Files.walk(part)) {
        files
            .filter(Files::isRegularFile)
            .forEach(file -> entries.add(part.relativize(file).toString().replace('\\', '/')));
      }
    } else if (Files.isRegularFile(part)) {
      try (ZipFile jar = new ZipFile(part.toFile())) {
        jar.stream()
            .filter(entry -> !entry.isDirectory())
            .forEach(entry -> entries.add(entry.getName()));
      }
    }
    return entries;
  }
}
