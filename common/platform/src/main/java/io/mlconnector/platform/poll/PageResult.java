package io.mlconnector.platform.poll;

import java.util.List;
import java.util.Set;

/**
 * What became of a page.
 *
 * @param met the canonical records it showed, for a full scan
 * @param poison source keys of records that were parked
 */
record PageResult(List<Candidate> met, int changed, int unchanged, Set<String> poison) {

  int parked() {
    return poison.size();
  }
}
