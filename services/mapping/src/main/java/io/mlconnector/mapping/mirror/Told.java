package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.event.Sequence;
import java.util.Map;

/**
 * What became of a delivery.
 *
 * @param there what the target field holds, by pair name, as far as told
 * @param at the target connection's number of the end of the write or look; null where it did not
 *     come to the target
 * @param unsure where it ended well, whether nobody could read what was stored, so that it is known
 *     only of the fields that are told; else whether an earlier attempt may have been made, so that
 *     what is there may be what became of our own value
 */
record Told(String delivery, End end, Map<String, JsonNode> there, Sequence at, boolean unsure) {

  Told(String delivery, End end, Map<String, JsonNode> there, Sequence at) {
    this(delivery, end, there, at, false);
  }

  /** How it ended. */
  enum End {
    /** The target holds what was asked for, as it stores it. */
    GOOD,
    /** Nothing was written: something else was there. */
    CHANGED,
    /** It was parked, dismissed or given up. */
    NOT
  }
}
