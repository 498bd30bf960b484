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
 * A service's built jars, copied into the data folder, so that a rebuild does not pull them from
 * under a running process.
 *
 * @param folder the copy, in the layout of Quarkus' fast-jar
 */
record CopiedApp(Path folder) {

  static final String RUN_JAR = "quarkus-run.jar";

  /** Copies what is new or changed and removes what is gone. */
  static CopiedApp of(Path repository, Service service, DataFolder data) throws IOException {
    Path built = requireBuilt(repository, service);
    Path copy = data.app(service.name());
    Set<Path> wanted = new HashSet<>();
    for (Path file : filesIn(built)) {
      Path relative = built.relativize(file);
      wanted.add(relative);
      copyIfChanged(file, copy.resolve(relative));
    }
    for (Path file : filesIn(copy)) {
      if (!wanted.contains(copy.relativize(file))) {
        Files.delete(file);
      }
    }
    return new CopiedApp(copy);
  }

  Path runJar() {
    return folder.resolve(RUN_JAR);
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

  /** Where the build put it; throws {@link CannotRun} when it did not. */
  static Path requireBuilt(Path repository, Service service) {
    Path built = repository.resolve(Path.of("services", service.name(), "target", "quarkus-app"));
    if (!Files.exists(built.resolve(RUN_JAR))) {
      throw new CannotRun(
          "The service "
              + service.name()
              + " is not built: start by deploy/local/run, which builds it.");
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
