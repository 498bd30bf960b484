package io.mlconnector.platform.poll;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.platform.poll.SourceRecords.Published;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A page's records against what was published: only differences travel, and only from a read that
 * no later one has overtaken.
 *
 * @param overtaken to be read again, since this read cannot tell whether it still holds
 */
record Comparison(List<Candidate> changed, List<Candidate> unchanged, List<Candidate> overtaken) {

  static Comparison of(
      List<Candidate> candidates,
      Sequence read,
      Map<RecordKey, Published> published,
      Map<String, Sequence> newerReads) {
    Comparison result = new Comparison(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Candidate candidate : candidates) {
      Published last = published.get(candidate.record());
      boolean same =
          last != null && !last.removed() && Arrays.equals(last.hash(), candidate.hash());
      boolean late =
          (last != null && !read.isAfter(last.sequence()))
              || newerReads.containsKey(candidate.sourceKey());
      if (same) {
        result.unchanged.add(candidate);
      } else if (late) {
        result.overtaken.add(candidate);
      } else {
        result.changed.add(candidate);
      }
    }
    return result;
  }
}
