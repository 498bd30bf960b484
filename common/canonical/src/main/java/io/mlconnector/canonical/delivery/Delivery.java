package io.mlconnector.canonical.delivery;

import io.mlconnector.canonical.event.Sequence;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One wish of the mapping: make this ref's target record look like that.
 *
 * @param id the same for the same wish however often it is sent
 * @param mode how the target object takes it
 * @param sequence of the source snapshot that it was made from; a newer one replaces an older one
 * @param order breaks ties of one sequence: raised by every delivery of the ref that mapping makes
 * @param match target fields that identify an existing record that may be adopted, best first
 * @param policies the route's own settings for the sink, such as {@code sharedEmail}
 * @param waitsFor a parent that will never come, as far as mapping knows, with the reason; else
 *     null
 * @param seen when the change was first seen here, for end-to-end times
 * @param key the target record's key, where mapping knows it and the adapter may not; else null
 * @param guarded whether people edit the target record too: nothing is written over a record that
 *     no link names yet, nor where a field holds something else than it is expected to; the outcome
 *     is {@code CHANGED} then, with what is there
 * @param table all rows of the record in a table, for {@link Mode#TABLE}; else null
 */
public record Delivery(
    String id,
    Ref ref,
    Mode mode,
    String route,
    int routeVersion,
    String journey,
    Sequence sequence,
    long order,
    List<FieldWrite> fields,
    List<String> match,
    Map<String, String> policies,
    String waitsFor,
    Instant seen,
    String key,
    boolean guarded,
    TableRows table) {

  /** How a target object takes deliveries. */
  public enum Mode {
    /** One record per ref; only the newest matters. */
    UPSERT,
    /** Every item is kept, in order. */
    APPEND,
    /** All rows that the record has in a table that mirrors its source; only the newest matters. */
    TABLE,
    /** The record vanished from its source; the target record is flagged or deactivated. */
    FLAG_REMOVED,
    /**
     * Nothing is written: the outcome says what is there. With a key and no fields the vendor is
     * not asked either, the ref is only linked.
     */
    LOOK
  }

  /** A delivery to a record that nobody else edits. */
  public Delivery(
      String id,
      Ref ref,
      Mode mode,
      String route,
      int routeVersion,
      String journey,
      Sequence sequence,
      long order,
      List<FieldWrite> fields,
      List<String> match,
      Map<String, String> policies,
      String waitsFor,
      Instant seen) {
    this(
        id,
        ref,
        mode,
        route,
        routeVersion,
        journey,
        sequence,
        order,
        fields,
        match,
        policies,
        waitsFor,
        seen,
        null,
        false,
        null);
  }

  /** A delivery that carries no rows of a table. */
  public Delivery(
      String id,
      Ref ref,
      Mode mode,
      String route,
      int routeVersion,
      String journey,
      Sequence sequence,
      long order,
      List<FieldWrite> fields,
      List<String> match,
      Map<String, String> policies,
      String waitsFor,
      Instant seen,
      String key,
      boolean guarded) {
    this(
        id,
        ref,
        mode,
        route,
        routeVersion,
        journey,
        sequence,
        order,
        fields,
        match,
        policies,
        waitsFor,
        seen,
        key,
        guarded,
        null);
  }

  public Delivery {
    fields = fields == null ? List.of() : List.copyOf(fields);
    match = match == null ? List.of() : List.copyOf(match);
    policies = policies == null ? Map.of() : Map.copyOf(policies);
  }

  /** The same delivery with other fields. */
  public Delivery withFields(List<FieldWrite> others) {
    return new Delivery(
        id,
        ref,
        mode,
        route,
        routeVersion,
        journey,
        sequence,
        order,
        others,
        match,
        policies,
        waitsFor,
        seen,
        key,
        guarded,
        table);
  }

  /**
   * Whether it takes something away that works today: whoever has no record in the target then gets
   * none, and the mass-change guard counts it.
   */
  public boolean takesAway() {
    return mode == Mode.FLAG_REMOVED || fields.stream().anyMatch(FieldWrite::suspends);
  }

  /** Whether this one makes the other needless: same ref, both UPSERT, and not older. */
  public boolean supersedes(Delivery other) {
    if (mode == Mode.APPEND || other.mode == Mode.APPEND || !ref.equals(other.ref)) {
      return false;
    }
    int bySequence = sequence.compareTo(other.sequence);
    return bySequence > 0 || (bySequence == 0 && order >= other.order);
  }
}
