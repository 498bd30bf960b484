package io.mlconnector.local;

import io.mlconnector.embedded.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where everything of a local run is kept, and what is where in it.
 *
 * @param root the folder given by {@code --data}
 */
record DataFolder(Path root) {

  private static final List<String> KEPT_BETWEEN_RUNS =
      List.of("kafka", "postgres", "sandbox", "apps", "logs", "config");

  Path config(String file) {
    return created(root.resolve("config")).resolve(file);
  }

  /** Who may sign in to the console. */
  Path people() {
    return config("console-people");
  }

  Path keyset() {
    return config("keyset.json");
  }

  /** Certificates and Kafka's password, of a run with TLS. */
  Path tls() {
    return config("tls");
  }

  Path log(String name) {
    return created(root.resolve("logs")).resolve(name + ".log");
  }

  Path app(String service) {
    return root.resolve("apps").resolve(service);
  }

  Path sandbox() {
    return created(root.resolve("sandbox"));
  }

  Path lock() {
    return created(root).resolve("lock");
  }

  /** Forgets the earlier run: only what a local run made, nothing else that lies there. */
  void reset() {
    KEPT_BETWEEN_RUNS.forEach(name -> Folders.delete(root.resolve(name)));
  }

  private static Path created(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CannotRun(
          "The data folder " + folder + " cannot be created: choose another with --data.", e);
    }
  }
}
