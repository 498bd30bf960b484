package io.mlconnector.console.story;

import java.time.Instant;
import java.util.List;

/**
 * Why a field of a target record is as it is.
 *
 * @param answer in one sentence
 * @param since from when on the ledger would know
 * @param writings the newest first; empty where we did not write it
 * @param would routes that write this field of such records, where none did so far
 * @param now the field as it is in the target; null where nobody asked
 */
public record FieldStory(
    String connection,
    String object,
    String key,
    String field,
    String answer,
    Instant since,
    List<Writing> writings,
    List<Rule> would,
    Now now) {

  /**
   * One write of the field.
   *
   * @param field which it was
   * @param record the source record
   * @param before null where it was empty, or where it is not known
   * @param hashed whether before and after are keyed hashes, the field being personal
   * @param erased whether the values were erased since
   * @param sourceFields what the expression reads of the source record
   * @param rule null where no route wrote it, or its version is not known any more
   */
  public record Writing(
      Instant at,
      String journey,
      String step,
      String record,
      String field,
      String before,
      String after,
      boolean hashed,
      boolean erased,
      List<String> sourceFields,
      Rule rule) {}

  /**
   * The rule of a route for the field.
   *
   * @param version 0 where it is not known
   * @param exact whether the entry names the version; where not, it is the one of that time
   * @param value the expression; null where the route's version has no rule for the field
   * @param write when it is written: always, create-only or if-empty
   * @param options other options of the rule as the route has them, such as {@code clear: true}
   */
  public record Rule(
      String route, int version, boolean exact, String value, String write, List<String> options) {}

  /**
   * The field as the target shows it.
   *
   * @param value null where it is empty, and where it is personal
   * @param same whether it is what we wrote last; null where that cannot be said
   */
  public record Now(String sentence, String value, Boolean same) {}
}
