package io.mlconnector.mapping;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What the mapping service can be told. */
@ConfigMapping(prefix = "mlconnector.routes")
public interface MappingConfig {

  /** A YAML file with a list of {@code routes:}, read at the start and when it changes. */
  Optional<Path> file();

  /** How long an adapter may take to answer a question, its vendor included. */
  @WithDefault("60s")
  Duration patience();
}
