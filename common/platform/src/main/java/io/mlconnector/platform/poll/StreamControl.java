package io.mlconnector.platform.poll;

import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.poll.ParkedReads.Which;
import java.time.Instant;
import java.util.List;

/**
 * What people can see and ask of a connection's streams. Acting needs ownership; seeing does not.
 */
public interface StreamControl {

  /** All streams of a connection, those that are switched off included. */
  List<StreamState> streams(String connection);

  /**
   * Polls a stream as soon as a closed window allows it.
   *
   * @throws IllegalArgumentException where there is no such stream, naming those that there are
   */
  void pollNow(Owned owned, String stream);

  /** Starts a full scan now, as the nightly one does. */
  void reconcileNow(Owned owned, String stream);

  /**
   * Reads a past window beside the live cursor.
   *
   * @param to null for now
   * @return the backfill's id
   */
  long backfill(Owned owned, String stream, Instant from, Instant to);

  /** Backfills of a connection, newest first. */
  List<BackfillState> backfills(String connection);

  /** Source records that could not be read or translated, oldest first, at most {@code limit}. */
  List<ParkedRead> parked(String connection, int limit);

  /** Reads parked records again. */
  int retry(Owned owned, String stream, Which which);

  /**
   * Reads records of an entity again and publishes them also where they are as before: somebody
   * waits for a read that is newer than what he knows.
   *
   * @throws IllegalArgumentException where no stream gives the entity
   */
  void readAnew(Owned owned, String entity, List<String> keys);

  /** Removals of a full scan that were too many to be believed, waiting for a person. */
  List<HeldRemovals> held(String connection);

  /** Believes or dismisses them: believed ones are published by a new scan, if still absent. */
  void decide(Owned owned, String stream, boolean believe);
}
