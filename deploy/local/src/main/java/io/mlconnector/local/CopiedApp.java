package io.mlconnector.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A service's built jars or its native executable, copied into the data folder, so that a rebuild
 * does not pull them from under a running process.
 *
 * @param folder the copy, for jars in the layout of Quarkus' fast-jar
 * @param form which of the two it is
 */
record CopiedApp(Path folder, Form form) {

  /** What the build makes of a service. */
  enum Form {
    JARS,
    EXECUTABLE
  }

  static final String RUN_JAR = "quarkus-run.jar";

  /** Copies what is new or changed and removes what is gone. */
  static CopiedApp of(Path repository, Service service, Form form, DataFolder data)
      throws IOException {
    Path built = requireBuilt(repository, service, form);
    Path copy = data.app(service.name());
    Set<Path> wanted = new HashSet<>();
    for (Path file : form == Form.JARS ? filesIn(built.getParent()) : List.of(built)) {
      Path relative = built.getParent().relativize(file);
      wanted.add(relative);
      copyIfChanged(file, copy.resolve(relative));
    }
    for (Path file : filesIn(copy)) {
      if (!wanted.contains(copy.relativize(file))) {
        Files.delete(file);
      }
    }
    return new CopiedApp(copy, form);
  }

  Path runJar() {
    return folder.resolve(RUN_JAR);
  }

  /** The one file of a copied executable. */
  Path executable() throws IOException {
    return filesIn(folder).get(0);
  }

  /**
   * What {@code java -jar} would run: one class where the jars are for any JVM, another where they
   * are for an image.
   */
  String mainClass() throws IOException {
    try (JarFile jar = new JarFile(runJar().toFile())) {
      return jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
    }
  }

  /** The file that runs, where the build put it; throws {@link CannotRun} when it did not. */
  static Path requireBuilt(Path repository, Service service, Form form) {
    Path target = repository.resolve(Path.of("services", service.name(), "target"));
    Path built =
        form == Form.JARS
            ? target.resolve("quarkus-app").resolve(RUN_JAR)
            : target.resolve(service.name() + "-1.0.0-SNAPSHOT-runner");
    if (!Files.exists(built)) {
      throw new CannotRun(
          "The service %s is not built%s: start by deploy/local/run, which builds it."
              .formatted(service.name(), form == Form.JARS ? "" : " as a native executable"));
    }
    return built;
  }

  private static void copyIfChanged(Path from, Path to) throws IOException {
    if (Files.exists(to)
        && Files.size(to) == Files.size(from)
        && Files.getLastModifiedTime(to).equals(Files.getLastModifiedTime(from))) {
      return;
    }
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
