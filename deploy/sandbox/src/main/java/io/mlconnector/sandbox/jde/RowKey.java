package io.mlconnector.sandbox.jde;

import java.util.List;

/** The key of a row; a beginning of a key stands before all rows that begin with it. */
record RowKey(List<Object> parts) implements Comparable<RowKey> {

  RowKey {
    parts = List.copyOf(parts);
  }

  static RowKey of(Object... parts) {
    return new RowKey(List.of(parts));
  }

  @Override
  public int compareTo(RowKey other) {
    int shared = Math.min(parts.size(), other.parts.size());
    for (int i = 0; i < shared; i++) {
      int difference = compare(parts.get(i), other.parts.get(i));
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(parts.size(), other.parts.size());
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object one, Object other) {
    return ((Comparable<Object>) one).compareTo(other);
  }
}
