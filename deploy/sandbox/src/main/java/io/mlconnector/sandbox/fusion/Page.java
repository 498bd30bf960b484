package io.mlconnector.sandbox.fusion;

import java.util.ArrayList;
import java.util.List;

/**
 * One page of rows as they are at this moment: offsets count over live data, so a row that changes
 * between two pages moves, and its neighbour slips through.
 *
 * @param total all rows that match, or -1 when nobody asked
 */
record Page(List<FusionRow> rows, boolean hasMore, long total) {

  static Page of(FusionTable table, CollectionQuery query) {
    boolean whole = query.ordering().isWhole(table.type());
    List<FusionRow> found = matching(table, query, whole && !query.totalResults());
    if (!whole) {
      found.sort(query.ordering().comparator(query.offset()));
    }
    int from = Math.min(query.offset(), found.size());
    int to = Math.min(query.offset() + query.limit(), found.size());
    long total = query.totalResults() ? total(query, found.size()) : -1;
    return new Page(List.copyOf(found.subList(from, to)), found.size() > to, total);
  }

  private static List<FusionRow> matching(
      FusionTable table, CollectionQuery query, boolean stopEarly) {
    Condition condition = query.condition();
    boolean ordered =
        query.ordering().isWhole(table.type()) && !query.ordering().isStampThenKey(table.type());
    List<FusionRow> candidates =
        ordered ? table.inOrder(query.ordering()) : table.stamped(condition.from(), condition.to());
    int wanted = query.offset() + query.limit() + 1;
    List<FusionRow> found = new ArrayList<>();
    for (FusionRow row : candidates) {
      if (condition.test().test(row)) {
        found.add(row);
        if (stopEarly && found.size() == wanted) {
          break;
        }
      }
    }
    return found;
  }

  /** The vendor's count is known to be wrong beside an offset; so is this one. */
  private static long total(CollectionQuery query, int matching) {
    return Math.max(0, matching - query.offset());
  }
}
