package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.mlconnector.canonical.delivery.FieldValues;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.mapping.mirror.Half.Standing;
import io.mlconnector.mapping.route.Conflict;
import io.mlconnector.mapping.route.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Merges two records that people edit: takes in what is read and what became of deliveries, and
 * says what to deliver next. Touches nothing but the pair.
 */
final class Merge {

  /** So often in a row a target may be other than expected before it is left alone. */
  private static final int MOST_SURPRISES = 6;

  private final Terms terms;

  Merge(Terms terms) {
    this.terms = terms;
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
      if (!news || told.end() != Told.End.GOOD || pair.open != null) {
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
    target.halves.put(name, target.half(name).stored(there(told, name), told.at()));
    Verdict verdict = pair.verdicts.get(name);
    if (sent.person() && verdict != null) {
      Verdict next = verdict.with(on);
      pair.verdicts.put(name, next);
      if (!next.left() || !next.right()) {
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
            side.halves.put(name, half.stored(value, at));
          }
        });
  }

  /**
   * What to deliver next; nothing while a delivery is under way or a read is waited for.
   *
   * @param sources the sides whose changes may go out now
   * @param oneWay marks of the one-way fields of sides, as far as they are at hand
   */
  Optional<Move> decide(Pair pair, Set<Side> sources, Map<Side, String> oneWay, Instant now) {
    if (pair.open != null || pair.left.awaited != null || pair.right.awaited != null) {
      return Optional.empty();
    }
    for (Side target : Side.values()) {
      Map<String, Sent> doubted = doubted(pair.side(target));
      if (!doubted.isEmpty()) {
        return unlessStuck(pair, new Move(Open.Kind.LOOK, target, doubted, false));
      }
    }
    Map<Side, Map<String, Sent>> sends = new EnumMap<>(Side.class);
    sends.put(Side.LEFT, new TreeMap<>());
    sends.put(Side.RIGHT, new TreeMap<>());
    terms.fields().forEach(field -> field(pair, field, sends, now));
    for (Side target : new Side[] {Side.RIGHT, Side.LEFT}) {
      Side source = target.other();
      String mark = oneWay.get(source);
      boolean news = mark != null && !mark.equals(pair.side(source).told);
      if (sources.contains(source) && (news || !sends.get(target).isEmpty())) {
        Move move = new Move(Open.Kind.MERGE, target, sends.get(target), news);
        Optional<Move> next = unlessStuck(pair, move);
        if (next.isPresent()) {
          return next;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Move> unlessStuck(Pair pair, Move move) {
    boolean again = pair.stuck != null && pair.stuck.says(move);
    return again ? Optional.empty() : Optional.of(move);
  }

  private static Map<String, Sent> doubted(SideState side) {
    Map<String, Sent> doubted = new TreeMap<>(side.unread);
    side.halves.forEach(
        (name, half) -> {
          if (half.stands(Standing.DOUBTED)) {
            doubted.putIfAbsent(name, new Sent(half.newest(), null, false));
          }
        });
    return doubted;
  }

  private void field(
      Pair pair, Terms.Field field, Map<Side, Map<String, Sent>> sends, Instant now) {
    String name = field.name();
    Verdict verdict = pair.verdicts.get(name);
    if (verdict != null && verdict.side() == null) {
      for (Side target : Side.values()) {
        if (!verdict.done(target)) {
          JsonNode expected = pair.side(target).half(name).expected();
          sends.get(target).put(name, new Sent(verdict.value(), expected, true));
        }
      }
      return;
    }
    if (pair.left.half(name).stands(Standing.NONE) || pair.right.half(name).stands(Standing.NONE)) {
      if (pair.left.seen != null && pair.right.seen != null) {
        firstMeeting(pair, field, verdict, sends, now);
      }
      return;
    }
    keepWhatCannotClear(pair, field);
    boolean left = pair.left.half(name).changed();
    boolean right = pair.right.half(name).changed();
    if (left && right) {
      Side winner = verdict != null ? verdict.side() : winner(pair, field);
      if (verdict == null && pair.unsure.contains(name)) {
        winner = null;
      }
      decided(pair, name, winner, sends, now);
    } else {
      pair.conflicts.remove(name);
      pair.verdicts.remove(name);
      if (left || right) {
        send(pair, name, left ? Side.LEFT : Side.RIGHT, sends);
      }
    }
  }

  /** A value that went away and may not go away on the other side is the agreement there is. */
  private static void keepWhatCannotClear(Pair pair, Terms.Field field) {
    for (Side source : Side.values()) {
      Half half = pair.side(source).half(field.name());
      if (half.changed() && half.empty() && !field.clears(source)) {
        pair.side(source).halves.put(field.name(), half.agreedOn(half.newest()));
      }
    }
  }

  private void firstMeeting(
      Pair pair,
      Terms.Field field,
      Verdict verdict,
      Map<Side, Map<String, Sent>> sends,
      Instant now) {
    String name = field.name();
    Half left = pair.left.half(name);
    Half right = pair.right.half(name);
    if ((left.empty() && right.empty()) || Alike.alike(left, right)) {
      pair.left.halves.put(name, left.agreedOn(left.newest()));
      pair.right.halves.put(name, right.agreedOn(right.newest()));
      pair.unsure.remove(name);
      pair.conflicts.remove(name);
      pair.verdicts.remove(name);
    } else if (left.empty() || right.empty()) {
      pair.conflicts.remove(name);
      send(pair, name, left.empty() ? Side.RIGHT : Side.LEFT, sends);
    } else {
      Side winner = field.conflict() == Conflict.Kind.OWNER ? field.owner() : terms.first();
      if (field.conflict() == Conflict.Kind.MANUAL || pair.unsure.contains(name)) {
        winner = null;
      }
      decided(pair, name, verdict != null ? verdict.side() : winner, sends, now);
    }
  }

  private static void decided(
      Pair pair, String name, Side winner, Map<Side, Map<String, Sent>> sends, Instant now) {
    if (winner == null) {
      pair.conflicts.putIfAbsent(name, now);
    } else {
      send(pair, name, winner, sends);
    }
  }

  private static void send(
      Pair pair, String name, Side source, Map<Side, Map<String, Sent>> sends) {
    Side target = source.other();
    JsonNode value = pair.side(source).half(name).newest();
    JsonNode expected = pair.side(target).half(name).expected();
    sends.get(target).put(name, new Sent(value, expected, false));
  }

  /** The side whose change counts; null where a person has to say. */
  private Side winner(Pair pair, Terms.Field field) {
    if (field.conflict() == Conflict.Kind.OWNER) {
      return field.owner();
    }
    if (field.conflict() == Conflict.Kind.MANUAL) {
      return null;
    }
    Instant left = pair.left.half(field.name()).since();
    Instant right = pair.right.half(field.name()).since();
    if (Duration.between(left, right).abs().compareTo(terms.within()) < 0) {
      return null;
    }
    return left.isAfter(right) ? Side.LEFT : Side.RIGHT;
  }
}
