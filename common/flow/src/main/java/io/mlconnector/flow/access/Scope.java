package io.mlconnector.flow.access;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Ref;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The connections that a person sees: all, or those of a set of ids, which may be empty. What
 * concerns two connections, such as a link or a route, is seen by whoever sees both.
 *
 * <p>Outside the scope nothing exists: a list leaves it out, by a condition of its statement, so
 * that pages are whole; an address of it answers 404.
 */
public final class Scope {

  /** All connections, also those that are added later. */
  public static final Scope ALL = new Scope(null);

  /** No connection at all. */
  public static final Scope NONE = new Scope(Set.of());

  /** What stands for all connections, where a scope is written down. */
  public static final String EVERYTHING = "*";

  /** As connections' ids are, which need no quoting in a statement. */
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private final Set<String> ids;

  private Scope(Set<String> ids) {
    this.ids = ids;
  }

  /** Those connections; all of them where one is {@code *}. What can be no id is left out. */
  public static Scope of(Collection<String> ids) {
    return ids.contains(EVERYTHING)
        ? ALL
        : new Scope(
            ids.stream()
                .filter(id -> ID.matcher(id).matches())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** A scope as it is written down: ids with commas or blanks between them; {@code *} for all. */
  public static Scope parse(String text) {
    return of(Arrays.asList(text.strip().split("[,\\s]+")));
  }

  /** As {@link #parse} reads it. */
  public String text() {
    return ids == null ? EVERYTHING : String.join(",", ids);
  }

  public boolean isAll() {
    return ids == null;
  }

  /** Whether these connections are all seen; null stands for none, which everybody sees. */
  public boolean sees(String... connections) {
    return ids == null || Arrays.stream(connections).allMatch(id -> id == null || ids.contains(id));
  }

  /** Whether a record is seen by its connection; one that cannot be read is not. */
  public boolean seesRecord(String record) {
    try {
      return ids == null || record != null && ids.contains(RecordKey.parse(record).connection());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether a ref is seen: both its target's and its source's connection. */
  public boolean seesRef(String ref) {
    try {
      return ids == null || ref != null && sees(Ref.parse(ref));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean sees(Ref ref) {
    return ids.contains(ref.connection()) && ids.contains(ref.source().connection());
  }

  /**
   * A condition for a statement that is put together, without parameters: that these columns, or
   * other expressions of one text each, all have a connection that is seen. A null is seen by
   * nobody but those who see everything.
   */
  public String condition(String... columns) {
    if (ids == null) {
      return "true";
    }
    if (ids.isEmpty()) {
      return "false";
    }
    String in = ids.stream().collect(Collectors.joining("', '", " in ('", "')"));
    return Arrays.stream(columns).map(each -> each + in).collect(Collectors.joining(" and "));
  }

  /**
   * The same for a column with the keys of records, in ranges, so that an index answers it; the
   * column has to be collated "C".
   */
  public String records(String column) {
    if (ids == null || ids.isEmpty()) {
      return condition(column);
    }
    return ids.stream()
        .map(id -> "%s >= '%s|' and %s < '%s}'".formatted(column, id, column, id))
        .collect(Collectors.joining(" or ", "(", ")"));
  }

  /** The same for a column with refs, by the connections of their targets and of their sources. */
  public String refs(String column) {
    return ids == null || ids.isEmpty()
        ? condition(column)
        : records(column) + " and " + condition("split_part(" + column + ", '|', 3)");
  }

  /**
   * A condition for each connection that is seen, so that each is answered from an index and none
   * waits for another; just {@code true} where all are seen, {@code false} where none is.
   */
  public List<String> each(String column) {
    return ids == null || ids.isEmpty()
        ? List.of(condition(column))
        : ids.stream().map(id -> "%s = '%s'".formatted(column, id)).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scope scope && text().equals(scope.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
