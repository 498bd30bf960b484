package io.mlconnector.local.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.mlconnector.flow.image.Reflected;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What services hand to Jackson can be reached by reflection in a native executable. */
class ReflectedTest {

  private static final Path SERVICES = Path.of("..", "..", "services");

  @Test
  void whatServicesReadAndWriteIsRegistered() throws Exception {
    Set<String> handed = new TreeSet<>();
    Set<String> missing = new TreeSet<>();
    for (Path service : services()) {
      List<Path> all = jars(service);
      try (URLClassLoader loader = loader(all)) {
        Set<String> here = HandedToJackson.in(imported(all));
        handed.addAll(here);
        missing.addAll(unreachable(here, loader));
      }
    }

    assertThat(missing).as("make them records, see Reflected").isEmpty();
    assertThat(handed)
        .contains(
            "io.mlconnector.canonical.audit.AuditEvent",
            "io.mlconnector.canonical.audit.AuditItem$FieldChange",
            "io.mlconnector.platform.connection.ConnectionDocument",
            "io.mlconnector.tableau.api.JobsApi$Job")
        .hasSizeGreaterThan(180);
  }

  @Test
  void aClassThatIsNeitherRecordNorAnnotatedIsFound() throws Exception {
    JavaClasses planted = new ClassFileImporter().importClasses(PlantedReader.class, Plain.class);

    Set<String> handed = HandedToJackson.in(planted);

    assertThat(handed).contains(Plain.class.getName(), Whole.class.getName(), Part.class.getName());
    assertThat(unreachable(handed, getClass().getClassLoader()))
        .containsExactly(Part.class.getName(), Plain.class.getName());
  }

  private static Set<String> unreachable(Set<String> names, ClassLoader loader)
      throws ClassNotFoundException {
    Set<String> unreachable = new TreeSet<>();
    for (String name : names) {
      Class<?> type = Class.forName(name, false, loader);
      if (!Reflected.is(type) && !type.isInterface()) {
        unreachable.add(name);
      }
    }
    return unreachable;
  }

  private static List<Path> services() throws IOException {
    try (Stream<Path> folders = Files.list(SERVICES)) {
      return folders.filter(each -> Files.exists(each.resolve("target/quarkus-app"))).toList();
    }
  }

  private static List<Path> jars(Path service) throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String folder : List.of("app", "lib/main", "lib/boot")) {
      try (Stream<Path> files = Files.list(service.resolve("target/quarkus-app").resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
      }
    }
    return jars;
  }

  private static URLClassLoader loader(List<Path> jars) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static JavaClasses imported(List<Path> jars) throws IOException {
    List<JarFile> ours = new ArrayList<>();
    for (Path jar : jars) {
      if (jar.getParent().endsWith("app") || jar.getFileName().toString().startsWith("io.mlconn")) {
        ours.add(new JarFile(jar.toFile()));
      }
    }
    return new ClassFileImporter().importJars(ours);
  }

  record Whole(String name, List<Part> parts) {}

  static final class Part {
    String name;
  }

  static final class Plain {
    String name;
  }

  static final class PlantedReader {
    static Object read(Mapper mapper) {
      return List.of(mapper.read("{}", Plain.class), mapper.read("{}", Whole.class));
    }
  }

  interface Mapper {
    <T> T read(String json, Class<T> type);
  }
}
