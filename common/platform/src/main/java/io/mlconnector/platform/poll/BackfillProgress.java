package io.mlconnector.platform.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Tells how far a backfill is. Where its pages follow on each other by the records' stamps, in
 * either direction, by how much of the window is behind the newest page; where all is read whatever
 * the window, by how many records are known. What tells nothing is told as nothing. The time left
 * is by the pace of the last minutes of this run, as decision 0034 has it for deliveries.
 */
final class BackfillProgress {

  private static final long PACE_NANOS = Duration.ofMinutes(5).toNanos();
  private static final double ALMOST = 0.99;

  private final Instant from;
  private final Instant to;
  private final long known;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private Instant first;
  private Instant last;
  private int direction;
  private boolean disorder;

  private record Mark(long nanos, double fraction) {}

  /** How far; both null where nothing tells. */
  record Told(Double fraction, Long secondsLeft) {}

  /**
   * @param known how many records there are, where all are read; 0 for a window by stamps
   */
  BackfillProgress(Instant from, Instant to, long known) {
    this.from = from;
    this.to = to;
    this.known = known;
  }

  /**
   * After a page.
   *
   * @param stamps when its records changed, in its order; records without one are left out
   * @param read how many records were read, over all runs
   * @param nanos of a monotonic clock
   */
  Told page(List<Instant> stamps, long read, long nanos) {
    Double fraction = known > 0 ? Double.valueOf((double) read / known) : byStamps(stamps);
    if (fraction == null) {
      return new Told(null, null);
    }
    double bounded = Math.max(0, Math.min(ALMOST, fraction));
    marks.addLast(new Mark(nanos, bounded));
    while (marks.size() > 2 && nanos - marks.peekFirst().nanos > PACE_NANOS) {
      marks.removeFirst();
    }
    return new Told(bounded, left(bounded));
  }

  private Double byStamps(List<Instant> stamps) {
    if (!stamps.isEmpty() && !disorder) {
      follow(stamps.get(0), stamps.get(stamps.size() - 1));
    }
    if (disorder || direction == 0) {
      return null;
    }
    double window = Duration.between(from, to).toMillis();
    Duration behind = direction > 0 ? Duration.between(from, last) : Duration.between(last, to);
    return behind.toMillis() / window;
  }

  private void follow(Instant begins, Instant ends) {
    int seen = Integer.signum(ends.compareTo(first == null ? begins : last));
    if (direction == 0) {
      direction = seen;
    }
    boolean turned = seen != 0 && seen != direction;
    boolean jumped = first != null && direction != 0 && begins.compareTo(first) * direction < 0;
    disorder = turned || jumped;
    first = begins;
    last = ends;
  }

  private Long left(double fraction) {
    Mark oldest = marks.peekFirst();
    double gained = fraction - oldest.fraction;
    long took = marks.peekLast().nanos - oldest.nanos;
    return gained <= 0 || took <= 0
        ? null
        : Duration.ofNanos((long) (took / gained * (1 - fraction))).toSeconds();
  }
}
