package io.mlconnector.spi;

import io.mlconnector.canonical.CanonicalRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something that can be read from a system; stateless, and pure but for the calls it makes.
 *
 * @param <T> the vendor's record
 */
public interface SourceStream<T> {

  /** The stream's name in configuration, such as {@code customers}. */
  String name();

  /**
   * The stream to which the records belong: its own, or the one that reads all of them, of which
   * this one only finds some changes sooner.
   */
  default String records() {
    return name();
  }

  /** The entities that {@link #translate} gives; the first is the stream's own. */
  List<String> entities();

  /** How it is read with these settings. */
  PollSpec poll(Settings settings);

  /**
   * Whether it is off until a connection's document switches it on, by {@code enabled: true} or by
   * saying how often or from when on it is read.
   */
  default boolean optional() {
    return begins();
  }

  /**
   * Whether it is never read from the beginning of time: a document that switches it on has to name
   * the first date, and is refused with words that say so.
   */
  default boolean begins() {
    return false;
  }

  /**
   * Reads one page.
   *
   * @throws VendorFailure where the vendor did not answer with a page
   */
  Page<T> fetch(Connection connection, Cursor cursor);

  /**
   * Finds out whether the vendor understands our questions, such as filters that answer 200 with no
   * rows when their grammar is wrong. Called once after a connection was taken over or changed,
   * before its first poll.
   *
   * @throws VendorFailure of kind REJECTED, saying which setting to change
   */
  default void selfTest(Connection connection) {}

  /** How many keys {@link #fetchByKeys} takes at most. */
  int keysPerCall();

  /**
   * Reads records again; those that the vendor does not know are absent from the page.
   *
   * @throws VendorFailure where the vendor did not answer
   */
  Page<T> fetchByKeys(Connection connection, List<String> keys);

  /** The record's key at the source. */
  String key(T record);

  /**
   * When the source says that the record was changed last: by it people are told how far a backfill
   * is. Empty where the source has no such stamp, or one that cannot be read.
   */
  default Optional<Instant> changed(T record) {
    return Optional.empty();
  }

  /**
   * The canonical records that the vendor's record stands for: none, one, or several entities.
   *
   * @throws Untranslatable where a field cannot be understood; the record is parked
   */
  List<CanonicalRecord> translate(Connection connection, T record, Instant asOf);

  /**
   * How often records that could not be read are asked for again by themselves, for vendors who
   * begin to show a record without any change of it; empty where only changes and people make that
   * worth a try.
   */
  default Optional<Duration> parkedAgain(Settings settings) {
    return Optional.empty();
  }

  /** How the vendor counts the stream's records itself; empty where it does not. */
  default Optional<SpotCheck> spotCheck() {
    return Optional.empty();
  }

  /**
   * Canonical fields, dotted, also in the rows of lists, that are left out of the hash: a change of
   * them alone is none.
   */
  default Set<String> unhashed() {
    return Set.of();
  }
}
