package io.mlconnector.platform.vendor.call;

import java.util.function.Supplier;

/** Tries reads again, and lets calls fail at once while a vendor does not answer. */
public interface Protection {

  /**
   * Makes a call.
   *
   * @param read whether it may be made again
   */
  <T> T call(boolean read, Class<T> type, Supplier<T> call);
}
