package io.mlconnector.sandbox.fusion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The orderBy parameter; what it leaves open comes out in an order that differs per page. */
record Ordering(List<Term> terms) {

  /** One attribute and its direction. */
  record Term(String attribute, boolean ascending) {
    Object value(FusionRow row) {
      return attribute.equals(Attribute.LAST_UPDATE) ? row.lastUpdate() : row.value(attribute);
    }
  }

  static Ordering parse(String orderBy, Attributes attributes) {
    List<Term> terms = new ArrayList<>();
    if (orderBy != null) {
      for (String part : orderBy.split(",")) {
        terms.add(term(part.strip(), attributes));
      }
    }
    return new Ordering(List.copyOf(terms));
  }

  private static Term term(String part, Attributes attributes) {
    String[] sides = part.split(":", 2);
    String direction = sides.length == 1 ? "asc" : sides[1];
    if (!direction.equals("asc") && !direction.equals("desc")) {
      throw Refusal.badRequest("orderBy: " + direction + " is neither asc nor desc");
    }
    return new Term(attributes.known("orderBy", sides[0]).name(), direction.equals("asc"));
  }

  static Ordering stampThenKey(ResourceType type) {
    return new Ordering(List.of(new Term(Attribute.LAST_UPDATE, true), new Term(type.key(), true)));
  }

  boolean isStampThenKey(ResourceType type) {
    return equals(stampThenKey(type));
  }

  /** Whether the key is among the terms, so that no two rows are equal. */
  boolean isWhole(ResourceType type) {
    return terms.stream().anyMatch(term -> term.attribute().equals(type.key()));
  }

  /** Rows in the wanted order. */
  Comparator<FusionRow> comparator() {
    Comparator<FusionRow> order = (a, b) -> 0;
    for (Term term : terms) {
      Comparator<FusionRow> next = (a, b) -> nullsLast(term.value(a), term.value(b));
      order = order.thenComparing(term.ascending() ? next : next.reversed());
    }
    return order;
  }

  /** The same; ties fall as they like on each page, as in a real database. */
  Comparator<FusionRow> comparator(int offset) {
    return comparator()
        .thenComparingLong(row -> mixed(row.key(), offset))
        .thenComparing(FusionRow::key);
  }

  private static int nullsLast(Object a, Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a == null, b == null);
    }
    Integer order = Comparison.compare(a, b);
    return order == null ? 0 : order;
  }

  private static long mixed(String key, int offset) {
    long bits = key.hashCode() * 0x9E3779B97F4A7C15L + offset * 0xC2B2AE3D27D4EB4FL;
    bits ^= bits >>> 29;
    bits *= 0xBF58476D1CE4E5B9L;
    return bits ^ (bits >>> 32);
  }
}
