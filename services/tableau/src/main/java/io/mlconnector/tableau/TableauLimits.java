package io.mlconnector.tableau;

import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Limits.Budget;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What Tableau Cloud lets a user call on a site; a server of one's own has no such limits, and
 * keeping them there costs nothing.
 *
 * @see <a
 *     href="https://help.tableau.com/current/api/migration_sdk/en-us/docs/architecture.html">Rate
 *     limits</a>
 */
final class TableauLimits {

  private static final String SITE = "/api/[^/]+/sites/[^/]+";

  private static final Limits LIMITS =
      new Limits(
          List.of(
              budget("calls", ".*", 40_000, Duration.ofHours(1)),
              budget(
                  "refreshes",
                  "POST " + SITE + "/(?:workbooks|datasources)/[^/]+/refresh",
                  60,
                  Duration.ofHours(1)),
              budget("jobs", "[A-Z]+ " + SITE + "/jobs.*", 20_000, Duration.ofDays(1))),
          List.of(),
          0,
          4);

  private TableauLimits() {}

  private static Budget budget(String name, String calls, int permits, Duration per) {
    return new Budget(name, Pattern.compile(calls), permits, per);
  }

  static Limits limits() {
    return LIMITS;
  }
}
