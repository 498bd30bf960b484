package io.mlconnector.platform.poll;

import java.util.List;
import java.util.Set;

/**
 * What became of a page.
 *
 * @param met the canonical records it showed, for a full scan
 * @param suppressed how many records of erased persons it showed, of which nothing is published
 * @param poison source keys of records that were parked
 * @param fresh how many of these were not parked before for the same reason
 */
record PageResult(
    List<Candidate> met,
    int changed,
    int unchanged,
    int suppressed,
    Set<String> poison,
    int fresh) {

  int parked() {
    return poison.size();
  }
}
