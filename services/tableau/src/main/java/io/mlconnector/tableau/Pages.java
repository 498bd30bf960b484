package io.mlconnector.tableau;

import io.mlconnector.tableau.api.Items.Pagination;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Lists of a site, page by page. */
final class Pages {

  /** The most that a page may have. */
  static final int SIZE = 1_000;

  private static final int MOST = 1_000;

  private Pages() {}

  /** One page; {@code items} is null where it has none. */
  record Page<T>(Pagination pagination, List<T> items) {}

  /**
   * What a list is asked for by: names are compared again here, since case and places differ. Null
   * for all where a name has what a filter cannot say.
   */
  static String named(String name) {
    return name.matches("[^,:&+]+") ? "name:eq:" + name : null;
  }

  /** Everything on all pages. */
  static <T> Stream<T> all(IntFunction<Page<T>> pages) {
    List<T> all = new ArrayList<>();
    for (int number = 1; number <= MOST; number++) {
      Page<T> page = pages.apply(number);
      if (page.items() != null) {
        all.addAll(page.items());
      }
      if (page.pagination() == null || !page.pagination().goesOn() || page.items() == null) {
        break;
      }
    }
    return all.stream();
  }
}
