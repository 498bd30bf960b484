package io.mlconnector.console.ledger;

import io.mlconnector.flow.access.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What journeys are looked for by.
 *
 * @param text a journey id, {@code connection|entity|key}, a ref of five parts, a source key or a
 *     target key; empty for the newest of all
 * @param from nothing before this; null for the oldest
 * @param until nothing after this; null for now
 * @param records {@code connection|entity|key} of records that are called like the text
 * @param scope only what is seen by who asks
 */
public record Search(String text, Instant from, Instant until, List<String> records, Scope scope) {

  private static final String JOURNEY = "[0-9a-f]{32}";

  public Search {
    text = text == null ? "" : text.strip();
  }

  public Search(String text, Instant until) {
    this(text, null, until, List.of(), Scope.ALL);
  }

  /**
   * A condition that is answered from an index.
   *
   * @param argument null where it has none
   */
  record Condition(String sql, Object argument) {

    /** The newest steps that fulfil it and another condition, its own argument being the first. */
    String newest(String columns, String where, String order, int limit) {
      String one =
          "(select %s from audit_item where %%s and %s order by %s limit %d)"
              .formatted(columns, where, order, limit);
      return argument instanceof List
          ? "(select found.* from unnest(?::text[]) as called(record) cross join lateral %s as found)"
              .formatted(one.formatted(sql))
          : one.formatted(sql);
    }
  }

  /** Whether the text may be a name: it is nothing that only a key can be. */
  public boolean mayBeName() {
    return text.chars().filter(Character::isLetterOrDigit).count() > 1
        && !text.contains("|")
        && !text.matches(JOURNEY);
  }

  /** The same with what is called so. */
  public Search with(List<String> found) {
    return new Search(text, from, until, found, scope);
  }

  /** The conditions of which one has to hold, each answered from an index of its own. */
  List<Condition> conditions() {
    if (text.isEmpty()) {
      return scope.each("split_part(record, '|', 1)").stream()
          .map(condition -> new Condition(condition + " and journey is not null", null))
          .toList();
    }
    if (text.matches(JOURNEY)) {
      return List.of(new Condition("journey = ?", text));
    }
    Condition target = new Condition("target_key = ?", text);
    long bars = text.chars().filter(c -> c == '|').count();
    if (bars >= 4) {
      return List.of(new Condition("ref = ?", text), target);
    }
    if (bars == 2) {
      return List.of(new Condition("record = ?", text), target);
    }
    List<Condition> all = new ArrayList<>();
    all.add(new Condition("split_part(record, '|', 3) = ?", text));
    all.add(target);
    if (!records.isEmpty()) {
      all.add(new Condition("audit_item.record = called.record", records));
    }
    return all;
  }
}
