package io.mlconnector.platform.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.Gap;
import io.mlconnector.canonical.audit.AuditItem.FieldChange;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.platform.sql.Words;
import io.mlconnector.spi.WriteResult;
import java.util.List;
import java.util.Map;

/**
 * What a delivery came to.
 *
 * @param delivery null where its body cannot be read
 * @param key the target record's key; null where there is none
 * @param shared whether the key stays another ref's, which alone writes the record
 * @param stored what the target holds now, by field path
 * @param written the connection's number for the write, taken when it ended
 * @param kind why it was parked; else null
 * @param reason in words, for PARKED, where it is not sure what the target holds, for UNCHANGED
 *     where the target never takes all of it, and what else people ought to know
 * @param changes what was written, for the audit
 * @param gap whether the reason is what the target never takes of what was wanted
 */
record Ending(
    Item item,
    Delivery delivery,
    Result result,
    String key,
    boolean shared,
    Map<String, JsonNode> stored,
    Sequence written,
    ParkedKind kind,
    String reason,
    List<FieldChange> changes,
    boolean gap) {

  static Ending good(
      Parcel parcel,
      Result result,
      String key,
      Map<String, JsonNode> stored,
      Sequence written,
      List<FieldChange> changes) {
    return new Ending(
        parcel.item(),
        parcel.delivery(),
        result,
        key,
        false,
        stored,
        written,
        null,
        null,
        changes,
        false);
  }

  static Ending parked(Parcel parcel, ParkedKind kind, String key, String reason) {
    return parked(parcel.item(), parcel.delivery(), kind, key, reason);
  }

  static Ending parked(Item item, Delivery delivery, ParkedKind kind, String key, String reason) {
    return new Ending(
        item,
        delivery,
        Result.PARKED,
        key,
        false,
        Map.of(),
        null,
        kind,
        Words.clean(reason),
        List.of(),
        false);
  }

  /** Something newer of the ref makes it needless. */
  static Ending superseded(Item item, Delivery delivery) {
    return new Ending(
        item,
        delivery,
        Result.SUPERSEDED,
        null,
        false,
        Map.of(),
        null,
        null,
        null,
        List.of(),
        false);
  }

  /** The same record, which belongs to another ref that alone writes it. */
  Ending asShared() {
    return new Ending(
        item, delivery, result, key, true, stored, written, kind, reason, changes, gap);
  }

  /** The same with a reason, in words. */
  Ending because(String words) {
    return because(words, gap);
  }

  private Ending because(String words, boolean missing) {
    return new Ending(
        item, delivery, result, key, shared, stored, written, kind, words, changes, missing);
  }

  /** The same ending, of which the target never takes that. */
  Ending without(List<Gap> gaps) {
    return gaps.isEmpty() ? this : because(Words.clean(Gap.words(gaps)), true);
  }

  /** The same, with what people ought to know beside it; a reason that is there stays. */
  Ending noted(WriteResult.Noted noted) {
    boolean missing = noted.gap() || result == Result.UNCHANGED;
    return reason == null ? because(Words.clean(noted.note()), missing) : this;
  }

  Ref ref() {
    return Ref.parse(item.ref());
  }

  /** Whether the ref's link moves to this delivery. */
  boolean links() {
    return key != null
        && (result == Result.CREATED || result == Result.UPDATED || result == Result.UNCHANGED)
        && item.mode() != Delivery.Mode.APPEND;
  }
}
