package io.mlconnector.tableau;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How data files are made; all keys begin with {@code mlconnector.tableau.}. */
@ConfigMapping(prefix = "mlconnector.tableau")
public interface TableauConfig {

  /** Where data files are written; by default a folder for temporary files. */
  Optional<Path> folder();

  /** How large one data file may become, in MB; a table that is larger is not published. */
  @WithDefault("4096")
  int largestFile();

  Hyperd hyperd();

  /** The vendor's program that makes {@code .hyper} files. */
  interface Hyperd {

    /**
     * Where the program is; without it files are {@code .parquet}, and tables are only published
     * whole. Never a setting of a connection: whoever may make connections must not choose what is
     * run on this machine.
     */
    Optional<Path> path();

    /** How long the program is left running after its last use. */
    @WithDefault("2m")
    Duration idle();

    /** How long it may take to start. */
    @WithDefault("20s")
    Duration start();
  }
}
