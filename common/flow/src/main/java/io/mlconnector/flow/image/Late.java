package io.mlconnector.flow.image;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;

/**
 * Which classes are initialised when a native executable starts. All others are when it is built,
 * with whatever their static fields hold: a source of random numbers would give every installation
 * the same ones, so the native compiler refuses such a field, as it does what runs or is open.
 */
final class Late {

  /** Ours, and libraries for which no extension of Quarkus has said it. */
  private static final List<String> PACKAGES =
      List.of("io.mlconnector.", "io.opentelemetry.sdk.", "org.apache.parquet.");

  private static final List<Class<?>> NOT_TO_BE_KEPT =
      List.of(Random.class, Thread.class, Executor.class, HttpClient.class, InetAddress.class);

  private Late() {}

  /** Looks at the class without initialising it. */
  static boolean is(Class<?> type) {
    return PACKAGES.stream().anyMatch(type.getName()::startsWith)
        && Arrays.stream(fields(type))
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .map(Field::getType)
            .anyMatch(
                held -> NOT_TO_BE_KEPT.stream().anyMatch(each -> each.isAssignableFrom(held)));
  }

  /** None where a field's class is missing: such a class of a library cannot be used anyway. */
  private static Field[] fields(Class<?> type) {
    try {
      return type.getDeclaredFields();
    } catch (LinkageError missing) {
      return new Field[0];
    }
  }
}
