package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.mlconnector.canonical.delivery.FieldValues;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.mapping.mirror.Half.Standing;
import io.mlconnector.mapping.route.Side;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Merges two records that people edit: takes in what is read and what became of deliveries, and
 * says what to deliver next, by {@link Choice}. Touches nothing but the pair.
 */
final class Merge {

  /** So often in a row a target may be other than expected before it is left alone. */
  private static final int MOST_SURPRISES = 6;

  private final Terms terms;
  private final Choice choice;

  Merge(Terms terms) {
    this.terms = terms;
    this.choice = new Choice(terms);
  }

  /**
   * A read showed that. What is read while a delivery to the side is under way waits for its end.
   */
  void observe(Pair pair, Side on, Observation shown) {
    SideState side = pair.side(on);
    if (pair.open != null && pair.open.target() == on) {
      side.held = shown.after(side.held);
      return;
    }
    int order = side.seen == null ? 1 : shown.read().compareTo(side.seen);
    if (order < 0) {
      return;
    }
    for (Terms.Field field : terms.fields()) {
      Seen seen = shown.fields().get(field.name());
      if (seen != null) {
        Half half = side.half(field.name());
        if (half.written() == null || shown.read().isAfter(half.written())) {
          side.halves.put(field.name(), half.shows(seen, shown.read()));
        } else if (order > 0 && hidesAnEdit(half, seen)) {
          side.reread = true;
        }
      }
    }
    side.seen = shown.read();
    if (side.awaited != null && shown.read().isAfter(side.awaited)) {
      side.awaited = null;
    }
  }

  /** Read while we wrote: neither what was there before nor what we wrote. */
  private static boolean hidesAnEdit(Half half, Seen seen) {
    boolean asWritten = seen.plain() != null && FieldValues.same(seen.plain(), half.raw());
    return !asWritten && !FieldValues.same(seen.value(), half.newest());
  }

  /**
   * A delivery ended.
   *
   * @return whether it was the one under way, or one that had come to no good end before
   */
  boolean came(Pair pair, Told told) {
    Open open = pair.open;
    boolean late = open == null || !open.delivery().equals(told.delivery());
    if (late) {
      open = pair.stuck;
      boolean news = open != null && open.delivery().equals(told.delivery());
      if (!news || told.end() == Told.End.NOT || pair.open != null) {
        return false;
      }
    }
    pair.open = null;
    pair.stuck = null;
    switch (told.end()) {
      case GOOD -> good(pair, open, told);
      case CHANGED -> changed(pair, open, told);
      case NOT -> pair.stuck = open;
    }
    SideState target = pair.side(open.target());
    Observation held = target.held;
    target.held = null;
    if (held != null) {
      observe(pair, open.target(), held);
    }
    return true;
  }

  private void good(Pair pair, Open open, Told told) {
    pair.surprises = 0;
    SideState source = pair.side(open.target().other());
    SideState target = pair.side(open.target());
    if (open.kind() == Open.Kind.LOOK) {
      looked(pair, open, told);
      return;
    }
    if (open.oneWay() != null) {
      source.told = open.oneWay();
    }
    open.fields()
        .forEach(
            (name, sent) -> {
              if (told.unsure() && !told.there().containsKey(name)) {
                target.unread.put(name, sent);
                target.halves.put(name, target.half(name).wrote(told.at()));
              } else {
                agree(pair, open.target(), name, sent, told);
              }
            });
  }

  /** The target holds what we sent, as it stores it. */
  private static void agree(Pair pair, Side on, String name, Sent sent, Told told) {
    SideState target = pair.side(on);
    SideState source = pair.side(on.other());
    target.unread.remove(name);
    stored(target, name, there(told, name), told.at());
    Verdict verdict = pair.verdicts.get(name);
    if (sent.person() && verdict != null) {
      if (!verdict.gave(sent.value())) {
        // Of a decision that was replaced while it could not be delivered: the newer one is on what
        // was there before, so it ends, and what is there now is decided on anew.
        return;
      }
      Verdict next = verdict.with(on);
      pair.verdicts.put(name, next);
      if (!next.done(on.other())) {
        return;
      }
    }
    if (!sent.person()) {
      source.halves.put(name, source.half(name).agreedOn(sent.value()));
    }
    pair.verdicts.remove(name);
    pair.conflicts.remove(name);
    pair.unsure.remove(name);
  }

  /** A read that began when the write had ended may have been taken in before the outcome came. */
  private static void stored(SideState side, String name, JsonNode value, Sequence at) {
    Half half = side.half(name);
    Half next = half.stored(value, at);
    boolean shown = half.since() != null && side.seen != null && side.seen.isAfter(at);
    Seen seen = new Seen(half.newest(), half.plain(), half.since());
    side.halves.put(name, shown ? next.shows(seen, side.seen) : next);
  }

  private static JsonNode there(Told told, String name) {
    return told.there().getOrDefault(name, NullNode.getInstance());
  }

  private static void looked(Pair pair, Open open, Told told) {
    SideState target = pair.side(open.target());
    open.fields()
        .forEach(
            (name, sent) -> {
              JsonNode there = there(told, name);
              Sent written = target.unread.remove(name);
              if (written == null) {
                target.halves.put(name, target.half(name).found(there, told.at()));
              } else if (FieldValues.same(there, written.value())) {
                agree(pair, open.target(), name, written, told);
              } else {
                target.halves.put(name, target.half(name).edited(there, told.at()));
                pair.unsure.add(name);
                readAgain(target, told);
              }
            });
  }

  private static void changed(Pair pair, Open open, Told told) {
    SideState target = pair.side(open.target());
    open.fields()
        .forEach(
            (name, sent) -> {
              if (FieldValues.same(there(told, name), sent.value())) {
                agree(pair, open.target(), name, sent, told);
              } else {
                target.halves.put(name, target.half(name).found(there(told, name), told.at()));
                if (told.unsure()) {
                  pair.unsure.add(name);
                }
              }
            });
    readAgain(target, told);
    pair.surprises++;
    if (pair.surprises >= MOST_SURPRISES) {
      pair.stuck = open;
      pair.surprises = 0;
    }
  }

  /** Nothing is decided before the record was read anew. */
  private static void readAgain(SideState target, Told told) {
    target.awaited = told.at();
    target.reread = true;
  }

  /** Something else of ours wrote these fields, such as the flag of a removal. */
  void wrote(Pair pair, Side on, Map<String, JsonNode> there, Sequence at) {
    SideState side = pair.side(on);
    there.forEach(
        (name, value) -> {
          Half half = side.half(name);
          boolean newer = half.written() == null || at.isAfter(half.written());
          if (newer && !half.stands(Standing.NONE)) {
            side.unread.remove(name);
            stored(side, name, value, at);
          }
        });
  }

  /**
   * A person decides a field by what both sides show; see {@link Verdict}.
   *
   * @return whether it can be decided now: not while a value of it is under way, or was not read
   *     back
   */
  static boolean decided(Pair pair, String name, Side side, JsonNode value) {
    Verdict before = pair.verdicts.get(name);
    boolean underWay =
        (pair.open != null && pair.open.fields().containsKey(name))
            || pair.left.unread.containsKey(name)
            || pair.right.unread.containsKey(name);
    if (underWay || (before != null && !Choice.dropped(pair, name, before))) {
      return false;
    }
    pair.verdicts.put(name, Verdict.of(side, value, pair, name));
    return true;
  }

  /** See {@link Choice#sends}. */
  Map<Side, Map<String, Sent>> sends(Pair pair, Instant now) {
    return choice.sends(pair, now);
  }

  /** See {@link Choice#next}. */
  Optional<Move> decide(Pair pair, Set<Side> sources, Map<Side, String> oneWay, Instant now) {
    return choice.next(pair, sources, oneWay, now);
  }
}
