package io.mlconnector.sandbox.zoho;

import java.time.Duration;
import java.time.Instant;

/**
 * A record in the recycle bin.
 *
 * @param time when it was put there
 * @param purged when somebody emptied the bin, or null
 */
record Deleted(CrmRecord record, String displayName, Instant time, String by, Instant purged) {

  /** Since when it cannot be taken back, given how long the bin keeps it. */
  Instant permanentSince(Duration bin) {
    Instant end = time.plus(bin);
    return purged == null || purged.isAfter(end) ? end : purged;
  }
}
