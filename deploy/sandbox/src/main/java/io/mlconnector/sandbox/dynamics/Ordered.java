package io.mlconnector.sandbox.dynamics;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;

/** How the database compares values: texts without regard to case, unless told otherwise. */
record Ordered(boolean caseMatters) implements Comparator<Object> {

  @Override
  public int compare(Object a, Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    if (a instanceof Number || b instanceof Number) {
      return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
    }
    if (a instanceof Instant stamp && b instanceof Instant other) {
      return stamp.compareTo(other);
    }
    String text = a.toString();
    return caseMatters ? text.compareTo(b.toString()) : text.compareToIgnoreCase(b.toString());
  }
}
