package io.mlconnector.sandbox;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The injected faults, tried in the order in which they were added; at most one meets a call. */
public final class Faults {

  /** A rule that stands, with what it has done so far. */
  public record Rule(long id, Fault fault, int fired, int left) {}

  private final List<Live> rules = new ArrayList<>();
  private long lastId;

  /** Adds a rule and returns its id. */
  public synchronized long add(Fault fault) {
    rules.add(new Live(++lastId, fault));
    return lastId;
  }

  /** Removes a rule and lets go the calls that hang on it; false when there is none of that id. */
  public boolean remove(long id) {
    List<Live> gone = new ArrayList<>();
    synchronized (this) {
      for (Iterator<Live> each = rules.iterator(); each.hasNext(); ) {
        Live rule = each.next();
        if (rule.id == id) {
          each.remove();
          gone.add(rule);
        }
      }
    }
    gone.forEach(Live::release);
    return !gone.isEmpty();
  }

  /** Removes every rule and lets go all hanging calls. */
  public void clear() {
    List<Live> gone;
    synchronized (this) {
      gone = new ArrayList<>(rules);
      rules.clear();
    }
    gone.forEach(Live::release);
  }

  /** All rules, used up ones included, until they are removed. */
  public synchronized List<Rule> rules() {
    return rules.stream().map(r -> new Rule(r.id, r.fault, r.fired, r.left())).toList();
  }

  /** How often that rule has fired; 0 for an unknown id. */
  public synchronized int fired(long id) {
    return rules.stream().filter(r -> r.id == id).mapToInt(r -> r.fired).sum();
  }

  synchronized Optional<Live> meet(String vendor, String method, String path) {
    for (Live rule : rules) {
      if (rule.left() > 0
          && rule.fault.meets(vendor, method, path)
          && rule.passed++ >= rule.fault.after()
          && rule.random.nextDouble() < rule.fault.probability()) {
        if (rule.fired < Fault.FOREVER) {
          rule.fired++;
        }
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /** A rule and the calls that hang on it. */
  static final class Live {
    final long id;
    final Fault fault;
    private final Random random;
    private final List<Runnable> hanging = new ArrayList<>();
    private int fired;
    private long passed;
    private boolean released;

    private Live(long id, Fault fault) {
      this.id = id;
      this.fault = fault;
      this.random = new Random(fault.seed());
    }

    private int left() {
      return fault.times() == Fault.FOREVER ? Fault.FOREVER : fault.times() - fired;
    }

    void hang(Runnable goOn) {
      synchronized (hanging) {
        if (!released) {
          hanging.add(goOn);
          return;
        }
      }
      goOn.run();
    }

    private void release() {
      List<Runnable> waiting;
      synchronized (hanging) {
        released = true;
        waiting = new ArrayList<>(hanging);
        hanging.clear();
      }
      waiting.forEach(Runnable::run);
    }
  }
}
