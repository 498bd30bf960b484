package io.mlconnector.platform.poll;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.event.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a page says is gone at the source, as far as it was ever published and no later read has
 * shown it.
 *
 * @param overtaken source keys to be read again, since this read cannot tell whether it still holds
 */
record Vanished(List<Gone> gone, List<String> overtaken) {

  /** A record that was published and is not there any more. */
  record Gone(RecordKey record, String sourceKey, String reason) {}

  /** A record as it was last published. */
  record Known(RecordKey record, String sourceKey, Sequence sequence) {}

  static Vanished nothing() {
    return new Vanished(List.of(), List.of());
  }

  /**
   * Decides record by record.
   *
   * @param reasons by source key
   */
  static Vanished of(
      List<Known> known,
      Map<String, String> reasons,
      Sequence read,
      Map<String, Sequence> newerReads) {
    Vanished result = new Vanished(new ArrayList<>(), new ArrayList<>());
    for (Known one : known) {
      boolean late = !read.isAfter(one.sequence()) || newerReads.containsKey(one.sourceKey());
      if (late) {
        result.overtaken.add(one.sourceKey());
      } else {
        result.gone.add(new Gone(one.record(), one.sourceKey(), reasons.get(one.sourceKey())));
      }
    }
    return result;
  }
}
