package io.mlconnector.platform.poll;

import io.mlconnector.platform.owner.Owned;
import java.util.List;

/** Reads records again that a webhook or a person named, and publishes what changed. */
public interface Reread {

  /**
   * Notes the keys durably and reads them soon, in the vendor's batches.
   *
   * @param journey the journey that what changed belongs to; null for a new one each
   * @throws IllegalArgumentException where a key is none that can be kept
   */
  void reread(Owned owned, String stream, List<String> keys, String journey);
}
