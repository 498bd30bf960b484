package io.mlconnector.console.trace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Journeys as OpenTelemetry traces; all keys begin with {@code mlconnector.traces.}. */
@ConfigMapping(prefix = "mlconnector.traces")
public interface TraceConfig {

  /**
   * A collector that takes OTLP over HTTP, such as {@code http://collector:4318/v1/traces}; without
   * it there are no traces.
   */
  Optional<URI> endpoint();

  /**
   * A file with headers to send along, one {@code Name: value} per line, such as a collector's key.
   */
  Optional<Path> headersFile();

  /** Which part of all journeys is sent, over 0 up to 1; a journey is sent whole or not at all. */
  @WithDefault("1")
  double share();

  /** How long the collector may take for one batch. */
  @WithDefault("5s")
  Duration timeout();

  /** How many steps wait for the collector at most; those that come on top are left out. */
  @WithDefault("10000")
  int queue();
}
