package io.mlconnector.mapping.expression;

import com.dashjoin.jsonata.Jsonata.Frame;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;

/**
 * Stops an evaluation that takes too long, nests too deeply or makes a value too large. It looks
 * when a node of the expression is entered and left, so whatever a single built-in function makes
 * is bounded by what it was given; functions for which that does not hold are replaced in {@link
 * Builtins}. One object per thread, reused.
 */
public final class Bounds {

  private static final int MAX_NESTING = 64;
  private static final int NOT_MEASURED = -1;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Limits limits;
  private long deadline;
  private long worked;
  private int depth;
  private int elements;
  private int characters;
  private Overrun overrun;
  private volatile Expression current;
  private volatile long started;

  Bounds(Limits limits) {
    this.limits = limits;
  }

  /** Starts the clock for one evaluation and attaches itself to its frame. */
  void begin(Expression expression, Frame frame) {
    started = System.nanoTime();
    current = expression;
    deadline = started + limits.time().toNanos();
    worked = NOT_MEASURED;
    depth = 0;
    overrun = null;
    frame.setEvaluateEntryCallback((node, input, scope) -> enter());
    frame.setEvaluateExitCallback((node, input, scope, result) -> leave(input, result));
  }

  void end() {
    current = null;
  }

  /** The expression that is running now, as another thread sees it; else null. */
  Expression current() {
    return current;
  }

  /** Whether the running expression has been inside one function for that many nanoseconds. */
  boolean stuckFor(long nanos) {
    return current != null && System.nanoTime() - started > nanos;
  }

  /** The overrun that happened, whatever exception it surfaced as; else null. */
  Overrun overrun() {
    return overrun;
  }

  /**
   * Refuses text that would be longer than a value may be.
   *
   * @throws Overrun where it would
   */
  void length(long length) {
    if (length > limits.characters()) {
      throw stop("makes a text of more than " + limits.characters() + " characters");
    }
  }

  private void enter() {
    if (++depth > limits.depth()) {
      throw stop("nests more than " + limits.depth() + " levels deep");
    }
    checkTime();
  }

  private void leave(Object input, Object result) {
    depth--;
    if (result == null || result == input) {
      return;
    }
    if (result instanceof String text) {
      length(text.length());
    } else if (result instanceof List || result instanceof Map) {
      elements = 0;
      characters = 0;
      measure(result, 0);
      checkTime();
    }
  }

  /**
   * Waiting for a processor is not the expression's doing: once its time is over, it has as much
   * time of a processor again.
   */
  private void checkTime() {
    long now = System.nanoTime();
    if (now - deadline <= 0) {
      return;
    }
    long time = limits.time().toNanos();
    long processor =
        THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : -1;
    if (processor < 0 || worked != NOT_MEASURED && processor - worked >= time) {
      throw stop("takes longer than " + limits.time().toMillis() + " ms");
    }
    worked = worked == NOT_MEASURED ? processor : worked;
    deadline = now + time - (processor - worked);
  }

  private void measure(Object value, int nesting) {
    if (++elements > limits.elements()) {
      throw stop("makes a value of more than " + limits.elements() + " elements");
    }
    if (nesting > MAX_NESTING) {
      throw stop("makes a value of more than " + MAX_NESTING + " levels");
    }
    if (value instanceof String text) {
      characters += text.length();
      length(characters);
    } else if (value instanceof List<?> list) {
      if (list.size() > limits.elements()) {
        throw stop("makes a list of more than " + limits.elements() + " elements");
      }
      list.forEach(item -> measure(item, nesting + 1));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(item -> measure(item, nesting + 1));
    }
  }

  private Overrun stop(String why) {
    overrun = new Overrun(why);
    return overrun;
  }
}
