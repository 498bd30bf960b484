package io.mlconnector.platform.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * Tells how long the deliveries that are left will take, by how many came to their end in the last
 * minutes: what the vendor's budgets allow is in that. While the vendor wants us to wait no time is
 * counted, but what is left of the wait. All moments are nanoseconds of the monotonic clock.
 */
final class Pace {

  private static final long WINDOW = Duration.ofMinutes(5).toNanos();

  /** How many had ended after so much time of work. */
  private record Mark(long worked, long done) {}

  /**
   * How far they are.
   *
   * @param done how many came to their end since some were left
   * @param left how many are left
   * @param time how long those will take; null while nothing tells, and where none are left
   */
  record Progress(long done, long left, Duration time) {}

  private final Deque<Mark> marks = new ArrayDeque<>();
  private long done;
  private long worked;
  private long looked;
  private long restFrom;
  private long restUntil;
  private boolean working;

  /** Nothing is left, and nothing has to be waited for. */
  Pace(long now) {
    looked = now;
    restFrom = now;
    restUntil = now;
  }

  /** So many came to their end. */
  synchronized void ended(int count) {
    done += count;
  }

  /** Nothing can be delivered from now on for so long. */
  synchronized void rests(long now, Duration rest) {
    restFrom = now;
    restUntil = now + rest.toNanos();
  }

  /** Looks at what is left now. */
  synchronized Progress look(long now, long left) {
    if (left == 0) {
      working = false;
      done = 0;
      return new Progress(0, 0, null);
    }
    if (!working) {
      working = true;
      worked = 0;
      looked = now;
      marks.clear();
    }
    worked += Math.max(0, now - looked - rested(now));
    looked = now;
    mark();
    OptionalLong work = work(left);
    Duration time =
        work.isEmpty() ? null : Duration.ofNanos(work.getAsLong() + Math.max(0, restUntil - now));
    return new Progress(done, left, time);
  }

  private void mark() {
    if (marks.size() > 1 && marks.peekLast().worked == worked) {
      marks.removeLast();
    }
    marks.addLast(new Mark(worked, done));
    while (marks.size() > 2 && worked - marks.peekFirst().worked > WINDOW) {
      marks.removeFirst();
    }
  }

  private long rested(long now) {
    long from = Math.max(0, restFrom - looked);
    long until = Math.min(now - looked, restUntil - looked);
    return Math.max(0, until - from);
  }

  private OptionalLong work(long left) {
    Mark first = marks.peekFirst();
    long count = done - first.done;
    long took = worked - first.worked;
    return count <= 0 || took <= 0
        ? OptionalLong.empty()
        : OptionalLong.of((long) ((double) took / count * left));
  }
}
