package io.mlconnector.console;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every address of the console, of its pages and of its API, from the compiled resources. */
final class Addresses {

  private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target", "classes");
  private static final List<Class<? extends Annotation>> CHANGING =
      List.of(POST.class, PUT.class, PATCH.class, DELETE.class);

  private Addresses() {}

  /** A method and an address whose parameters are filled in. */
  record Address(String method, String path) {

    boolean api() {
      return path.startsWith("/api/");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** Those that change something. */
  static List<Address> changing() throws Exception {
    return of(CHANGING);
  }

  /** Those that only show. */
  static List<Address> showing() throws Exception {
    return of(List.of(GET.class));
  }

  private static List<Address> of(List<Class<? extends Annotation>> methods) throws Exception {
    List<Address> all = new ArrayList<>();
    for (Class<?> resource : resources()) {
      String base = resource.getAnnotation(Path.class).value();
      for (Method method : resource.getDeclaredMethods()) {
        for (Class<? extends Annotation> verb : methods) {
          if (method.isAnnotationPresent(verb)) {
            Path below = method.getAnnotation(Path.class);
            String path = "/" + base + "/" + (below == null ? "" : below.value());
            all.add(new Address(verb.getSimpleName(), filled(path)));
          }
        }
      }
    }
    return all;
  }

  private static List<Class<?>> resources() throws IOException, ClassNotFoundException {
    List<Class<?>> resources = new ArrayList<>();
    try (Stream<java.nio.file.Path> files = Files.walk(CLASSES.resolve("io/mlconnector/console"))) {
      for (java.nio.file.Path file :
          files.filter(each -> each.toString().endsWith(".class")).sorted().toList()) {
        String name = CLASSES.relativize(file).toString().replace('/', '.');
        Class<?> type =
            Class.forName(
                name.substring(0, name.length() - ".class".length()),
                false,
                Thread.currentThread().getContextClassLoader());
        if (type.isAnnotationPresent(Path.class) && !type.isInterface()) {
          resources.add(type);
        }
      }
    }
    return resources;
  }

  /** The first of several words that are allowed, a number where one is wanted, else a word. */
  private static String filled(String path) {
    return path.replaceAll("/+", "/")
        .replaceAll("\\{[a-z]+: *([a-z-]+)(\\|[a-z|-]*)?}", "$1")
        .replaceAll("\\{(version|change|call|from|to)(:[^}]*)?}", "987654")
        .replaceAll("\\{[^}]+}", "nobody")
        .replaceAll("(?<=.)/$", "");
  }
}
