package io.mlconnector.platform.poll;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.platform.sql.Keys;
import io.mlconnector.platform.sql.Words;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.SourceStream;
import io.mlconnector.spi.Untranslatable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A page in canonical form: what can go on, and what has to be parked while the rest goes on.
 *
 * @param candidates one per canonical record, the last one of a key
 * @param poison by source key, why the record cannot go on
 * @param removed by source key, why the record is gone at the source
 * @param ifPublished source keys of candidates that go on only where they were published before
 * @param sourceKeys of all the vendor's records that were read, those that are gone too
 */
record Translation(
    List<Candidate> candidates,
    Map<String, String> poison,
    Map<String, String> removed,
    Set<String> ifPublished,
    List<String> sourceKeys) {

  /** Kafka's message limit is 1 MB with headers; what is larger has to be carried by reference. */
  static final int CAP_BYTES = 900 * 1024;

  /** What a record without a key is parked as. */
  static final String NO_KEY = "unknown";

  static <T> Translation of(
      SourceStream<T> stream, Connection connection, Page<T> page, Instant asOf) {
    Map<RecordKey, Candidate> candidates = new LinkedHashMap<>();
    Map<String, String> poison = new LinkedHashMap<>();
    List<String> sourceKeys = new ArrayList<>();
    for (Page.Unreadable unreadable : page.unreadable()) {
      park(poison, unreadable.key() == null ? NO_KEY : unreadable.key(), unreadable.reason());
    }
    for (T vendor : page.records()) {
      String key = stream.key(vendor);
      if (key == null || key.isBlank()) {
        poison.put(NO_KEY, "the record has no key");
        continue;
      }
      Optional<String> trouble = Keys.trouble(key);
      if (trouble.isPresent()) {
        park(poison, key, trouble.get());
        continue;
      }
      sourceKeys.add(key);
      try {
        List<Candidate> made = candidates(stream, connection, vendor, key, asOf);
        made.forEach(candidate -> candidates.put(candidate.record(), candidate));
      } catch (Untranslatable e) {
        park(poison, key, e.getMessage());
      } catch (RuntimeException e) {
        // A defect of the adapter must not hold up the records beside the one that shows it.
        poison.put(key, "cannot be translated: " + e.getClass().getSimpleName());
      }
    }
    Map<String, String> removed = new LinkedHashMap<>();
    // What has no key that can be kept was never published.
    page.removed().stream()
        .filter(gone -> Keys.trouble(gone.key()).isEmpty())
        .forEach(gone -> removed.put(gone.key(), gone.reason()));
    // A page that shows a record later than it says that it is gone means the record.
    sourceKeys.forEach(removed::remove);
    sourceKeys.addAll(removed.keySet());
    return new Translation(
        List.copyOf(candidates.values()), poison, removed, page.ifPublished(), sourceKeys);
  }

  /** Reasons may quote what the vendor wrote. */
  private static void park(Map<String, String> poison, String key, String reason) {
    String kept = Keys.trouble(key).isEmpty() ? key : Keys.instead(key);
    poison.put(kept, Words.storable(reason));
  }

  /** The candidates without those that nobody had before and nobody is to have. */
  List<Candidate> wanted(Map<RecordKey, SourceRecords.Published> published) {
    if (ifPublished.isEmpty()) {
      return candidates;
    }
    return candidates.stream()
        .filter(
            candidate -> {
              SourceRecords.Published last = published.get(candidate.record());
              return !ifPublished.contains(candidate.sourceKey())
                  || last != null && !last.removed();
            })
        .toList();
  }

  private static <T> List<Candidate> candidates(
      SourceStream<T> stream, Connection connection, T vendor, String key, Instant asOf) {
    List<Candidate> made = new ArrayList<>();
    for (CanonicalRecord record : stream.translate(connection, vendor, asOf)) {
      Keys.trouble(record.key())
          .ifPresent(
              trouble -> {
                throw new Untranslatable(record.entity(), trouble);
              });
      ObjectNode data = CanonicalJson.tree(record);
      int size = CanonicalJson.bytes(data).length;
      if (size > CAP_BYTES) {
        throw new Untranslatable(
            record.entity(),
            "%d bytes are more than the %d that an event may carry; leave out long custom fields"
                .formatted(size, CAP_BYTES));
      }
      made.add(
          new Candidate(
              key,
              new RecordKey(connection.id(), record.entity(), record.key()),
              data,
              ContentHash.of(data, stream.unhashed()),
              record.gaps()));
    }
    return made;
  }
}
