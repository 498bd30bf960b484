package io.mlconnector.platform.table;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How tables are published; all keys begin with {@code mlconnector.tables.}. */
@ConfigMapping(prefix = "mlconnector.tables")
public interface TableConfig {

  /** How often a publish that fails for certain is asked for before a person has to look. */
  @WithDefault("3")
  int tries();

  /** How long after a failure it is asked for again; doubled by each further one. */
  @WithDefault("30s")
  Duration retry();

  /** How long a job of the vendor may work on a publish before that counts as failed. */
  @WithDefault("2h")
  Duration jobLimit();

  /**
   * For how long no further row must come before a whole table is written, at most for as long as
   * its route lets rows gather: so that a first load is few publishes.
   */
  @WithDefault("10s")
  Duration quiet();

  /** How often a table that somebody else has made in our place is looked for again. */
  @WithDefault("10m")
  Duration lookAgain();

  /** Whether control totals are made after each publish, for which its rows are read. */
  @WithDefault("true")
  boolean totals();

  /** Of how many publishes per table control totals are kept. */
  @WithDefault("50")
  int totalsKept();
}
