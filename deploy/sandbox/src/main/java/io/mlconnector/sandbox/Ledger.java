package io.mlconnector.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Every call that a vendor received, in order of arrival. It keeps the newest 200,000 calls and 64
 * MB of request bodies; the counts stay exact beyond that.
 */
public final class Ledger {

  private static final int MAX_CALLS = 200_000;
  private static final long MAX_BODY_CHARS = 64L << 20;

  private final Deque<LedgerCall> calls = new ArrayDeque<>();
  private final Deque<LedgerCall> withBody = new ArrayDeque<>();
  private final Map<String, AtomicLong> counts = new TreeMap<>();
  private long bodyChars;
  private long total;
  private long sequence;
  private long forgotten;

  synchronized LedgerCall open(LedgerCall.Arrival arrival) {
    LedgerCall call = new LedgerCall(++sequence, arrival);
    calls.addLast(call);
    total++;
    if (calls.size() > MAX_CALLS) {
      LedgerCall oldest = calls.removeFirst();
      if (withBody.peekFirst() == oldest) {
        dropOldestBody();
      }
      forgotten++;
    }
    return call;
  }

  synchronized void body(LedgerCall call, String body) {
    if (!body.isEmpty()) {
      call.body = body;
      withBody.addLast(call);
      bodyChars += body.length();
      while (bodyChars > MAX_BODY_CHARS) {
        dropOldestBody();
      }
    }
  }

  private void dropOldestBody() {
    LedgerCall call = withBody.removeFirst();
    bodyChars -= call.body.length();
    call.body = null;
  }

  synchronized void close(LedgerCall call, LedgerCall.Ending ending) {
    if (call.ending == null) {
      call.ending = ending;
      if (call.sequence > sequence - total) {
        String answer = ending.answered() ? Integer.toString(ending.status()) : "unanswered";
        String key = call.arrival.vendor() + " " + call.arrival.method() + " " + answer;
        counts.computeIfAbsent(key, k -> new AtomicLong()).incrementAndGet();
      }
    }
  }

  /** All retained calls, oldest first, those still in flight included. */
  public List<Call> calls() {
    return calls(LedgerFilter.all());
  }

  /** The retained calls that the filter accepts, oldest first. */
  public synchronized List<Call> calls(LedgerFilter filter) {
    List<Call> found = new ArrayList<>();
    for (LedgerCall call : calls) {
      if (filter.accepts(call)) {
        found.add(call.snapshot());
      }
    }
    return found;
  }

  /** How many retained calls match; each argument may be null for "any", the path is a regex. */
  public synchronized long count(String vendor, String method, String pathRegex) {
    LedgerFilter filter = LedgerFilter.of(vendor, method, pathRegex);
    return calls.stream().filter(filter::accepts).count();
  }

  /** Every call since the last {@link #clear}, retained or not. */
  public synchronized long total() {
    return total;
  }

  /** The sequence number of the newest call; 0 before the first. */
  public synchronized long newest() {
    return sequence;
  }

  /** Finished calls since the last {@link #clear} by "vendor METHOD status", exact. */
  public synchronized Map<String, Long> counts() {
    Map<String, Long> copy = new TreeMap<>();
    counts.forEach((key, value) -> copy.put(key, value.get()));
    return copy;
  }

  /** Calls that were counted but are no longer kept. */
  public synchronized long forgotten() {
    return forgotten;
  }

  /** Forgets everything; sequence numbers go on. */
  public synchronized void clear() {
    calls.clear();
    withBody.clear();
    counts.clear();
    bodyChars = 0;
    total = 0;
    forgotten = 0;
  }
}
