package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Chooses what to deliver next of a pair, field by field, and what a person has to decide. */
final class Choice {

  private final Terms terms;

  Choice(Terms terms) {
    this.terms = terms;
  }

  /**
   * What to deliver next; nothing while a delivery is under way or a read is waited for.
   *
   * @param sources the sides whose changes may go out now
   * @param oneWay marks of the one-way fields of sides, as far as they are at hand
   */
  Optional<Move> next(Pair pair, Set<Side> sources, Map<Side, String> oneWay, Instant now) {
    if (pair.open != null || pair.left.awaited != null || pair.right.awaited != null) {
      return Optional.empty();
    }
    for (Side target : Side.values()) {
      Map<String, Sent> doubted = doubted(pair.side(target));
      if (!doubted.isEmpty()) {
        return unlessStuck(pair, new Move(Open.Kind.LOOK, target, doubted, false));
      }
    }
    Map<Side, Map<String, Sent>> sends = sends(pair, now);
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

  /** What each side is to get, by pair name; notes what a person has to decide. */
  Map<Side, Map<String, Sent>> sends(Pair pair, Instant now) {
    Map<Side, Map<String, Sent>> sends = new EnumMap<>(Side.class);
    sends.put(Side.LEFT, new TreeMap<>());
    sends.put(Side.RIGHT, new TreeMap<>());
    terms.fields().forEach(field -> field(pair, field, sends, now));
    return sends;
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
            doubted.putIfAbsent(name, Sent.look(half.newest()));
          }
        });
    return doubted;
  }

  private void field(
      Pair pair, Terms.Field field, Map<Side, Map<String, Sent>> sends, Instant now) {
    String name = field.name();
    Verdict verdict = pair.verdicts.get(name);
    if (verdict != null && !verdict.holds(pair, name)) {
      if (!dropped(pair, name, verdict)) {
        return;
      }
      verdict = null;
    }
    if (verdict != null && verdict.side() == null) {
      for (Side target : Side.values()) {
        if (!verdict.done(target)) {
          JsonNode expected = pair.side(target).half(name).expected();
          sends.get(target).put(name, new Sent(verdict.value(), expected, Why.PERSON));
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
      Side winner = pair.unsure.contains(name) ? null : winner(pair, field);
      decided(pair, name, verdict, winner, why(field), sends, now);
    } else {
      pair.conflicts.remove(name);
      pair.verdicts.remove(name);
      if (left || right) {
        send(pair, name, left ? Side.LEFT : Side.RIGHT, Why.ALONE, sends);
      }
    }
  }

  /**
   * Drops a decision on values that are there no more. What one side has of it already is that
   * side's change.
   *
   * @return whether it is dropped; not before it was read what a side made of it
   */
  static boolean dropped(Pair pair, String name, Verdict verdict) {
    for (Side side : Side.values()) {
      SideState state = pair.side(side);
      if (verdict.done(side) && state.half(name).stands(Standing.SETTLING)) {
        state.awaited = state.half(name).written();
        state.reread = true;
        return false;
      }
    }
    for (Side side : Side.values()) {
      if (verdict.done(side)) {
        pair.side(side).halves.put(name, pair.side(side).half(name).asEdited());
      }
    }
    pair.verdicts.remove(name);
    return true;
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
      send(pair, name, left.empty() ? Side.RIGHT : Side.LEFT, Why.FILLED, sends);
    } else {
      Side winner = field.conflict() == Conflict.Kind.OWNER ? field.owner() : terms.first();
      if (field.conflict() == Conflict.Kind.MANUAL || pair.unsure.contains(name)) {
        winner = null;
      }
      boolean owned = field.conflict() == Conflict.Kind.OWNER;
      decided(pair, name, verdict, winner, owned ? Why.OWNER : Why.FIRST, sends, now);
    }
  }

  private static void decided(
      Pair pair,
      String name,
      Verdict verdict,
      Side winner,
      Why why,
      Map<Side, Map<String, Sent>> sends,
      Instant now) {
    if (verdict != null) {
      send(pair, name, verdict.side(), Why.DECIDED, sends);
    } else if (winner == null) {
      pair.conflicts.putIfAbsent(name, now);
    } else {
      send(pair, name, winner, why, sends);
    }
  }

  private static void send(
      Pair pair, String name, Side source, Why why, Map<Side, Map<String, Sent>> sends) {
    Side target = source.other();
    JsonNode value = pair.side(source).half(name).newest();
    JsonNode expected = pair.side(target).half(name).expected();
    sends.get(target).put(name, new Sent(value, expected, why));
  }

  private static Why why(Terms.Field field) {
    return field.conflict() == Conflict.Kind.OWNER ? Why.OWNER : Why.NEWEST;
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
