package io.mlconnector.platform.connection;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The keys that stored credentials are encrypted with. */
@ConfigMapping(prefix = "mlconnector.keyset")
public interface KeysetConfig {

  /**
   * A Tink JSON keyset, written by {@link KeysetCommand}; no default. Replicas of one service need
   * the same one. Read again when it changes.
   */
  Optional<Path> file();
}
