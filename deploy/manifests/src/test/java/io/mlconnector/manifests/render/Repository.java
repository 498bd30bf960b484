package io.mlconnector.manifests.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where things are, from this module's folder. */
public final class Repository {

  public static final Path ROOT = Path.of("..", "..");
  public static final Path K8S = ROOT.resolve("k8s");
  public static final List<Path> OVERLAYS = folders(K8S.resolve("overlays"));

  private Repository() {}

  /** Names of the folders in a folder, sorted. */
  public static List<String> names(Path folder) {
    return folders(folder).stream().map(each -> each.getFileName().toString()).toList();
  }

  /** The services of this repository: every folder with a pom. */
  public static List<String> services() {
    return names(ROOT.resolve("services")).stream()
        .filter(name -> Files.exists(ROOT.resolve("services").resolve(name).resolve("pom.xml")))
        .toList();
  }

  public static Path overlay(String name) {
    return K8S.resolve("overlays").resolve(name);
  }

  private static List<Path> folders(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
