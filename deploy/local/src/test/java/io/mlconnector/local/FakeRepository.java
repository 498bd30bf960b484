package io.mlconnector.local;

import io.quarkus.bootstrap.runner.QuarkusEntryPoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A clone in which every service is built, as a jar that only answers "ready". */
final class FakeRepository {

  private FakeRepository() {}

  static Path at(Path folder, List<String> services) throws IOException {
    for (String service : services) {
      Path app = folder.resolve(Path.of("services", service, "target", "quarkus-app"));
      Files.createDirectories(app);
      try (OutputStream out = Files.newOutputStream(app.resolve("quarkus-run.jar"));
          JarOutputStream jar = new JarOutputStream(out, manifest())) {
        add(jar, QuarkusEntryPoint.class);
      }
    }
    return folder;
  }

  private static Manifest manifest() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, QuarkusEntryPoint.class.getName());
    return manifest;
  }

  private static void add(JarOutputStream jar, Class<?> type) throws IOException {
    String entry = type.getName().replace('.', '/') + ".class";
    jar.putNextEntry(new JarEntry(entry));
    try (InputStream bytes = type.getClassLoader().getResourceAsStream(entry)) {
      bytes.transferTo(jar);
    }
    jar.closeEntry();
  }
}
