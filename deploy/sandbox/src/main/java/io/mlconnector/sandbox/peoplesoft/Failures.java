package io.mlconnector.sandbox.peoplesoft;

import io.mlconnector.sandbox.BadCommand;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What the next calls of queries suffer; each call meets at most one failure. */
public final class Failures {

  /** How often at most {@code times} can say. */
  public static final int FOREVER = Integer.MAX_VALUE;

  private static final int ALL = 100;

  /**
   * A failure that waits for calls.
   *
   * @param query the name of a query, or null for any
   * @param times how many calls it meets
   * @param after how many calls pass before
   * @param percent how many people or vendors of a hundred are missing
   */
  record Rule(FailureKind kind, String query, int times, int after, int percent) {
    Rule {
      if (times < 1 || after < 0 || percent < 1 || percent > ALL) {
        throw new BadCommand("times: 1 or more; after: 0 or more; percent: 1 to 100");
      }
    }

    /** Whether somebody of that key is missing. */
    boolean hides(String key) {
      return kind == FailureKind.MISSING && Math.floorMod(key.hashCode() * 31, ALL) < percent;
    }
  }

  private final List<Rule> rules = new ArrayList<>();

  synchronized void add(Rule rule) {
    rules.add(rule);
  }

  synchronized void clear() {
    rules.clear();
  }

  synchronized List<Rule> all() {
    return List.copyOf(rules);
  }

  synchronized Optional<Rule> next(String query) {
    for (Iterator<Rule> each = rules.iterator(); each.hasNext(); ) {
      Rule rule = each.next();
      if (rule.query() == null || rule.query().equals(query)) {
        int at = rules.indexOf(rule);
        if (rule.after() > 0) {
          rules.set(
              at,
              new Rule(rule.kind(), rule.query(), rule.times(), rule.after() - 1, rule.percent()));
        } else if (rule.times() == 1) {
          each.remove();
          return Optional.of(rule);
        } else {
          int left = rule.times() == FOREVER ? FOREVER : rule.times() - 1;
          rules.set(at, new Rule(rule.kind(), rule.query(), left, 0, rule.percent()));
          return Optional.of(rule);
        }
      }
    }
    return Optional.empty();
  }
}
