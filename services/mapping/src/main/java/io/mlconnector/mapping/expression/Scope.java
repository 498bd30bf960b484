package io.mlconnector.mapping.expression;

import io.mlconnector.canonical.RecordKey;

/** What the functions of an expression know beside their arguments: the thread's evaluation. */
final class Scope {

  private static final ThreadLocal<Scope> CURRENT = new ThreadLocal<>();

  private final Bounds bounds;
  private final RecordKey record;

  private Scope(Bounds bounds, RecordKey record) {
    this.bounds = bounds;
    this.record = record;
  }

  static void enter(Bounds bounds, RecordKey record) {
    CURRENT.set(new Scope(bounds, record));
  }

  static void leave() {
    CURRENT.remove();
  }

  static Bounds bounds() {
    return CURRENT.get().bounds;
  }

  static RecordKey record() {
    return CURRENT.get().record;
  }
}
