package io.mlconnector.platform.vendor.budget;

import java.util.Optional;

/** Keeps a connection's pause for its next owner. */
public interface Pauses {

  /** The newest pause, over or not. */
  Optional<Pause> load();

  /** Keeps a pause instead of the one before. */
  void save(Pause pause);
}
