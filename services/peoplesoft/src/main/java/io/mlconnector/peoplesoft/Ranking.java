package io.mlconnector.peoplesoft;

import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.VendorFailure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Vendors by the number in a column, largest first; equal ones by their keys, so that two readings
 * do not differ by chance. No number counts as none.
 */
final class Ranking {

  private final List<VendorRow> rows;
  private final Map<VendorKey, Integer> ranks = new HashMap<>();

  /**
   * A ranking.
   *
   * @throws VendorFailure of kind REJECTED where there is no such column: any order would be chance
   */
  Ranking(List<VendorRow> all, String column) {
    if (!all.isEmpty() && !all.get(0).row().json().has(column)) {
      throw VendorFailure.rejected(
          200,
          "The query of vendors has no column %s; name the one to rank by in topVendorsBy"
              .formatted(column));
    }
    rows = new ArrayList<>(all);
    rows.sort(
        Comparator.comparing((VendorRow row) -> number(row, column))
            .reversed()
            .thenComparing(row -> row.key().toString()));
    for (int at = 0; at < rows.size(); at++) {
      ranks.put(rows.get(at).key(), at + 1);
    }
  }

  private static BigDecimal number(VendorRow row, String column) {
    try {
      BigDecimal number = row.row().decimal(column);
      return number == null ? BigDecimal.ZERO : number;
    } catch (Untranslatable e) {
      return BigDecimal.ZERO;
    }
  }

  /** The first ones. */
  List<VendorRow> first(int many) {
    return rows.subList(0, Math.min(many, rows.size()));
  }

  /** From 1 on; larger than any where it is not ranked. */
  int rank(VendorKey key) {
    return ranks.getOrDefault(key, Integer.MAX_VALUE);
  }
}
