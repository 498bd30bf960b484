package io.mlconnector.spi;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.Gap;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What became of one write. */
public sealed interface WriteResult {

  /**
   * A new record.
   *
   * @param stored its fields as read back; empty where the vendor gives none
   */
  record Created(String key, Map<String, JsonNode> stored) implements WriteResult {}

  /** A changed record; {@code stored} as for {@link Created}. */
  record Updated(String key, Map<String, JsonNode> stored) implements WriteResult {}

  /**
   * The record already was like that, or is all that the vendor lets it be.
   *
   * @param gaps what was wanted and the vendor never takes, which it is not asked for again; people
   *     are told
   */
  record Unchanged(String key, List<Gap> gaps) implements WriteResult {

    public Unchanged {
      gaps = List.copyOf(gaps);
    }

    public Unchanged(String key) {
      this(key, List.of());
    }
  }

  /**
   * The record is not as {@link Sink#find} saw it, or a creation met a record that the match keys
   * allow to adopt: nothing was written; the platform decides again on what is there.
   */
  record Changed(String key, Map<String, JsonNode> current) implements WriteResult {}

  /**
   * The vendor refused this record; parked at once.
   *
   * @param reason the vendor's words, cleaned, with the field where it names one
   */
  record Rejected(String reason) implements WriteResult {}

  /**
   * Another result, with what people ought to know beside it: a part that the target's plan does
   * not allow, say, or what a person has to see to.
   *
   * @param result {@link Created} or {@link Updated}; an {@link Unchanged} tells by its gaps
   * @param note in words for people; it stands in the audit and with the journey
   * @param gap whether it says what the vendor never takes, as the gaps of {@link Unchanged} do
   */
  record Noted(WriteResult result, String note, boolean gap) implements WriteResult {

    public Noted {
      if (!(result instanceof Created || result instanceof Updated)) {
        throw new IllegalArgumentException("Nothing is noted beside " + result);
      }
    }

    public Noted(WriteResult result, String note) {
      this(result, note, false);
    }

    /** A part was written, and these gaps are what the vendor never takes. */
    public static Noted without(List<Gap> gaps, WriteResult result) {
      return new Noted(result, Gap.words(gaps), true);
    }
  }

  /**
   * The vendor started a job.
   *
   * @param job the job's id
   * @param after when to ask first
   */
  record Waiting(String job, Duration after) implements WriteResult {}
}
