package io.mlconnector.flow.image;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;

/**
 * Which classes a native executable can make and read by reflection. A rule and no list: what is
 * written as JSON, or read from it, is a record or an enum here, and what a vendor is called by is
 * an interface with addresses. A test walks through what the services hand to Jackson.
 */
public final class Reflected {

  private static final String OURS = "io.mlconnector.";

  /** Libraries that look at classes of their own which nothing else names. */
  private static final List<String> LIBRARIES =
      List.of("com.dashjoin.jsonata.", "com.google.crypto.tink.proto.");

  private static final List<String> JSON = List.of("com.fasterxml.jackson.annotation.");
  private static final List<String> ADDRESSES = List.of("jakarta.ws.rs.");

  private Reflected() {}

  /** Whether constructors, methods and fields of the class can be reached. */
  public static boolean is(Class<?> type) {
    if (LIBRARIES.stream().anyMatch(type.getName()::startsWith)) {
      return true;
    }
    return type.getName().startsWith(OURS)
        && (type.isRecord()
            || type.isEnum()
            || isClient(type)
            || isAnnotated(type, JSON)
            || isReflected(type.getEnclosingClass()) && type.isSealed());
  }

  private static boolean isReflected(Class<?> type) {
    return type != null && is(type);
  }

  /** Whether it can be called through a proxy: an interface that says how a vendor is called. */
  public static boolean isClient(Class<?> type) {
    return type.isInterface()
        && type.getName().startsWith(OURS)
        && (isAnnotated(type, ADDRESSES)
            || Arrays.stream(type.getMethods())
                .anyMatch(method -> isAnnotated(method.getAnnotations(), ADDRESSES)));
  }

  private static boolean isAnnotated(Class<?> type, List<String> packages) {
    return isAnnotated(type.getAnnotations(), packages);
  }

  private static boolean isAnnotated(Annotation[] annotations, List<String> packages) {
    return Arrays.stream(annotations)
        .map(each -> each.annotationType().getName())
        .anyMatch(name -> packages.stream().anyMatch(name::startsWith));
  }
}
