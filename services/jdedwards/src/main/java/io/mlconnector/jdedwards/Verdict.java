package io.mlconnector.jdedwards;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.jdedwards.Orchestration.Ended;
import io.mlconnector.spi.Found.Present;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Decides what became of a write by how its call ended and what is there afterwards. */
final class Verdict {

  private Verdict() {}

  /**
   * Decides.
   *
   * @param there null where nothing was found
   * @param key the key that the call gave, where it gave one
   */
  static WriteResult of(Write write, Ended ended, Present there, String key) {
    if (ended instanceof Ended.Silent silent) {
      return new WriteResult.Rejected(silent.words());
    }
    if (there == null) {
      return missing(ended, key);
    }
    List<String> unstored = unstored(write, there);
    if (write.key() == null && !(ended instanceof Ended.Well && unstored.isEmpty())) {
      // The record was made: from now on it is one to be changed, whatever else went wrong.
      return new WriteResult.Changed(there.key(), there.current());
    }
    if (unstored.isEmpty()) {
      return done(write, there);
    }
    String words = ended instanceof Ended.Badly badly ? badly.words() : "It ended as SUCCESS.";
    return new WriteResult.Rejected(
        "%s Not stored: %s".formatted(words, String.join(", ", unstored)));
  }

  private static WriteResult missing(Ended ended, String key) {
    if (ended instanceof Ended.Badly badly) {
      return new WriteResult.Rejected(badly.words());
    }
    return new WriteResult.Rejected(
        key == null
            ? "The orchestration says SUCCESS without the new record's number, and no record has"
                + " our key: name its outputs in addressNumberOutput and lineOutput"
            : "The orchestration says SUCCESS, and %s is not to be seen; may our user see it?"
                .formatted(key));
  }

  static WriteResult done(Write write, Present there) {
    return write.key() == null
        ? new WriteResult.Created(there.key(), there.current())
        : new WriteResult.Updated(there.key(), there.current());
  }

  /**
   * The fields that are as they were before, or empty, although they should not be. One that was
   * cut or rounded was stored: the record shows how.
   */
  static List<String> unstored(Write write, Present there) {
    List<String> unstored = new ArrayList<>();
    for (Map.Entry<String, JsonNode> sent : write.fields().entrySet()) {
      JsonNode before = write.current().get(sent.getKey());
      JsonNode now = there.current().get(sent.getKey());
      boolean kept = same(before, now) || text(now).isEmpty();
      if (now != null && !same(sent.getValue(), now) && kept) {
        unstored.add(sent.getKey());
      }
    }
    return unstored;
  }

  private static boolean same(JsonNode one, JsonNode other) {
    String first = text(one);
    String second = text(other);
    if (first.equals(second)) {
      return true;
    }
    try {
      return new BigDecimal(first).compareTo(new BigDecimal(second)) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String text(JsonNode value) {
    return value == null || value.isNull() ? "" : value.asText().strip();
  }
}
