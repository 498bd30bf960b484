package io.mlconnector.local;

import io.mlconnector.local.LeaseBook.Tenure;
import io.mlconnector.sandbox.Call;
import io.mlconnector.sandbox.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that one simulated vendor was asked, and which replica asked it. */
final class VendorBook {

  private static final Pattern CALLER = Pattern.compile("ml-connector \\((.+)\\)");

  /** A thread that was about to send when its process stood still sends as soon as it goes on. */
  private static final Duration AWAKENING = Duration.ofSeconds(2);

  /** A call that goes out beside the one that is told to wait arrives behind it. */
  private static final Duration ON_ITS_WAY = Duration.ofMillis(250);

  private static final Pattern WRITTEN =
      Pattern.compile("^/api/|RestApi|/crm/v\\d+/[A-Z]|/orchestrator/(Create|Update)");

  private final List<Call> calls;
  private final String signIn;
  private final Moved moved;

  /** That the simulated vendors' clock was moved once, less than {@code by} after this moment. */
  record Moved(Instant at, Duration by) {}

  /**
   * @param signIn the path where tokens are had
   */
  VendorBook(Ledger ledger, String vendor, String signIn, Moved moved) {
    this.calls = ledger.calls().stream().filter(call -> call.vendor().equals(vendor)).toList();
    this.signIn = signIn;
    this.moved = moved;
  }

  /** When it came, by the clock of this machine. */
  private Instant at(Call call) {
    Instant told = Instant.parse(call.time());
    return told.isBefore(moved.at().plus(moved.by())) ? told : told.minus(moved.by());
  }

  List<Call> calls() {
    return calls;
  }

  int signIns() {
    return (int)
        calls.stream().filter(call -> call.path().equals(signIn) && call.status() == 200).count();
  }

  List<Call> deletions() {
    return calls.stream()
        .filter(call -> call.method().equals("DELETE"))
        .filter(call -> !call.path().matches(".*/(webhooks|triggers|oauth)/.*"))
        .toList();
  }

  /** Calls that change something, sign-ins left out. */
  List<String> writes() {
    return calls.stream()
        .filter(call -> WRITTEN.matcher(call.path()).find())
        .filter(call -> !call.method().equals("GET"))
        .map(call -> call.sequence() + " " + call.method() + " " + call.path())
        .toList();
  }

  /**
   * Calls made by a replica at a moment at which it did not own the connection; those of a replica
   * that has just gone on after it stood still are left out, since a call that is on its way cannot
   * be fenced.
   */
  List<String> strangers(List<Tenure> tenures, Ports ports, List<Fleet.Frozen> frozen) {
    List<String> strangers = new ArrayList<>();
    Instant begun = tenures.get(0).from();
    for (Call call : calls) {
      Instant at = at(call);
      String part = caller(call);
      if (part.isEmpty() || at.isBefore(begun)) {
        continue;
      }
      String address = ports.url(part);
      boolean owned =
          tenures.stream().anyMatch(one -> one.address().equals(address) && one.covers(at));
      if (!owned && frozen.stream().noneMatch(one -> wakes(one, part, at))) {
        strangers.add("%s %s %s %s".formatted(at, part, call.method(), call.path()));
      }
    }
    return strangers;
  }

  private static boolean wakes(Fleet.Frozen frozen, String part, Instant at) {
    return frozen.part().equals(part)
        && !at.isBefore(frozen.from())
        && at.isBefore(frozen.until().plus(AWAKENING));
  }

  /** Which replica made the call; empty for one that did not say. */
  static String caller(Call call) {
    Matcher caller = CALLER.matcher(call.requestHeaders().getOrDefault("user-agent", ""));
    return caller.matches() ? caller.group(1) : "";
  }

  /** Calls that began before a moment that the vendor had named to come back. */
  List<String> impatient() {
    List<String> impatient = new ArrayList<>();
    Instant told = Instant.EPOCH;
    Instant until = Instant.EPOCH;
    String by = "";
    for (Call call : calls) {
      Instant at = at(call);
      if (at.isAfter(told.plus(ON_ITS_WAY)) && at.isBefore(until)) {
        impatient.add(
            "%s %s %s %s, although %s was told at %s to wait until %s"
                .formatted(at, caller(call), call.method(), call.path(), by, told, until));
      }
      String wait = call.responseHeaders().getOrDefault("retry-after", "");
      if (call.status() == 429 && wait.matches("\\d+")) {
        told = at.plusMillis(Math.max(0, call.millis()));
        until = told.plusSeconds(Long.parseLong(wait));
        by = caller(call);
      }
    }
    return impatient;
  }

  /** The most calls in any window of that length, sign-ins left out. */
  int most(Duration window) {
    Deque<Instant> within = new ArrayDeque<>();
    int most = 0;
    for (Call call : calls) {
      if (call.path().equals(signIn)) {
        continue;
      }
      Instant at = at(call);
      within.addLast(at);
      while (!within.getFirst().plus(window).isAfter(at)) {
        within.removeFirst();
      }
      most = Math.max(most, within.size());
    }
    return most;
  }

  @Override
  public String toString() {
    return "%d calls, %d sign-ins, at most %d in a minute"
        .formatted(calls.size(), signIns(), most(Duration.ofMinutes(1)));
  }
}
