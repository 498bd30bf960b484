package io.mlconnector.flow.erasure;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.flow.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whom a service is to forget.
 *
 * @param records keys in their text form, {@code connection|entity|key}
 * @param mails addresses that no record of a person may come back with
 */
public record Erasure(List<String> records, List<String> mails) {

  /** The most records of one person; whoever has more is erased in several requests. */
  public static final int MOST = 10_000;

  private static final int MOST_MAILS = 100;

  public Erasure {
    records = records == null ? List.of() : List.copyOf(new LinkedHashSet<>(records));
    mails = mails == null ? List.of() : mails.stream().map(Identifiers::mail).distinct().toList();
  }

  /**
   * The same, as far as it makes sense.
   *
   * @throws Problem 400 where it names nothing, too much, or something that is no key or address
   */
  public Erasure checked() {
    if (records.isEmpty() && mails.isEmpty()) {
      throw Problem.badRequest("Name at least one record or one e-mail address");
    }
    if (records.size() > MOST || mails.size() > MOST_MAILS) {
      throw Problem.badRequest(
          "At most %d records and %d addresses at once".formatted(MOST, MOST_MAILS));
    }
    for (RecordKey key : keys()) {
      if (!Identifiers.ERASABLE.contains(key.entity())) {
        throw Problem.badRequest(
            "Records of %s are no person's; there are %s"
                .formatted(key.entity(), String.join(", ", new TreeSet<>(Identifiers.ERASABLE))));
      }
    }
    if (!mails.stream().allMatch(Identifiers::isMail)) {
      throw Problem.badRequest("mails: one of them is no e-mail address");
    }
    return this;
  }

  /**
   * The records' keys.
   *
   * @throws Problem 400 where one is none; it is not quoted
   */
  public List<RecordKey> keys() {
    List<RecordKey> keys = new ArrayList<>();
    for (String record : records) {
      try {
        keys.add(RecordKey.parse(record));
      } catch (IllegalArgumentException e) {
        throw Problem.badRequest("records: one of them is not connection|entity|key");
      }
    }
    return keys;
  }

  /** What must not come back: the records and the addresses. */
  public Set<String> identifiers() {
    Set<String> all = new LinkedHashSet<>();
    keys().forEach(key -> all.add(Identifiers.ofKey(key)));
    mails.forEach(mail -> all.add(Identifiers.ofMail(mail)));
    return all;
  }

  /**
   * What a service holds of them.
   *
   * @param found how many rows by kind; kinds with none are left out
   */
  public record Held(Map<String, Long> found) {}

  /**
   * What a service did.
   *
   * @param went how many rows went by kind; kinds with none are left out
   * @param open how many rows cannot go yet; ask again
   * @param why what they wait for; null where none is left
   */
  public record Done(Map<String, Long> went, long open, String why) {}

  /** How many entries of the suppression list were taken back. */
  public record Lifted(long identifiers) {}
}
