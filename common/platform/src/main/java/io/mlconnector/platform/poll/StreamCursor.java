package io.mlconnector.platform.poll;

import io.mlconnector.spi.Cursor;
import java.time.Instant;

/**
 * Where a stream stands, durably.
 *
 * @param firstDate nothing older is read; null for everything
 * @param watermark the upper end of the last completed window
 * @param cursor the open window; null between polls of a windowed stream
 * @param scan the running full scan; null outside one
 * @param seen how many keys the scan has met
 */
record StreamCursor(
    Instant firstDate,
    Instant watermark,
    Cursor cursor,
    Long scan,
    long seen,
    Instant lastScan,
    Instant lastPoll) {

  static StreamCursor fresh() {
    return new StreamCursor(null, null, null, null, 0, null, null);
  }

  StreamCursor at(Cursor next) {
    return new StreamCursor(firstDate, watermark, next, scan, seen, lastScan, lastPoll);
  }

  StreamCursor met(long more) {
    return new StreamCursor(firstDate, watermark, cursor, scan, seen + more, lastScan, lastPoll);
  }

  StreamCursor polled(Instant now) {
    return new StreamCursor(firstDate, watermark, cursor, scan, seen, lastScan, now);
  }

  /** After the last page: the window's end is the new watermark. */
  StreamCursor completed(Cursor keep) {
    Instant reached = cursor.to() == null ? watermark : cursor.to();
    return new StreamCursor(firstDate, reached, keep, scan, seen, lastScan, lastPoll);
  }

  StreamCursor scanning(long newScan) {
    return new StreamCursor(firstDate, watermark, cursor, newScan, 0, lastScan, lastPoll);
  }

  StreamCursor scanned(Instant at) {
    return new StreamCursor(firstDate, watermark, cursor, null, 0, at, lastPoll);
  }

  StreamCursor startingAt(Instant first) {
    return new StreamCursor(first, watermark, cursor, scan, seen, lastScan, lastPoll);
  }
}
