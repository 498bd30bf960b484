package io.mlconnector.mapping.expression;

import java.util.function.Supplier;

/** What the functions of an expression know beside their arguments: the thread's evaluation. */
final class Scope {

  private static final ThreadLocal<Scope> CURRENT = new ThreadLocal<>();

  private final Bounds bounds;
  private final Supplier<String> externalId;

  private Scope(Bounds bounds, Supplier<String> externalId) {
    this.bounds = bounds;
    this.externalId = externalId;
  }

  static void enter(Bounds bounds, Supplier<String> externalId) {
    CURRENT.set(new Scope(bounds, externalId));
  }

  static void leave() {
    CURRENT.remove();
  }

  static Bounds bounds() {
    return CURRENT.get().bounds;
  }

  static String externalId() {
    return CURRENT.get().externalId.get();
  }
}
