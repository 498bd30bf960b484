package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.MirrorField;
import io.mlconnector.mapping.route.Side;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Reads outcomes for what they say of pairs. */
final class Ends {

  private Ends() {}

  /** The pair for which the delivery was made, or else the one of its ref; null where none is. */
  static PairRow row(Collection<PairRow> rows, Outcome outcome) {
    PairRow byRef = null;
    for (PairRow row : rows) {
      Open open = row.pair.open;
      Open stuck = row.pair.stuck;
      if ((open != null && open.delivery().equals(outcome.delivery()))
          || (stuck != null && stuck.delivery().equals(outcome.delivery()))) {
        return row;
      }
      if (row.paired() && (outcome.ref().equals(row.left) || outcome.ref().equals(row.right))) {
        byRef = row;
      }
    }
    return byRef;
  }

  static Told.End end(Outcome outcome) {
    if (outcome.agreed()) {
      return Told.End.GOOD;
    }
    return outcome.result() == Outcome.Result.CHANGED ? Told.End.CHANGED : Told.End.NOT;
  }

  /** Whether what is there may have become of what we wrote, and nobody saw it become so. */
  static boolean unsure(Outcome outcome) {
    return outcome.reason() != null && outcome.result() != Outcome.Result.UNCHANGED;
  }

  /** What the outcome tells of merged fields, by pair name. */
  static Map<String, JsonNode> there(Mirror mirror, Side target, Outcome outcome) {
    Map<String, JsonNode> there = new TreeMap<>();
    for (MirrorField field : mirror.fields()) {
      if (outcome.stored().containsKey(field.path(target))) {
        JsonNode value = outcome.stored().get(field.path(target));
        there.put(field.name(), value == null ? NullNode.getInstance() : value);
      }
    }
    return there;
  }
}
