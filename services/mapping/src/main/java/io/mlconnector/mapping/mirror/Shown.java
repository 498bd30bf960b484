package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.mapping.delivery.Decision;
import io.mlconnector.mapping.route.Mapped;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.MirrorField;
import io.mlconnector.mapping.route.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a record shows, as its route maps it. */
final class Shown {

  private Shown() {}

  /** The fields that a route makes of the record; null where it makes none. */
  static Mapped.Fields fields(Decision decision) {
    if (decision == null) {
      return null;
    }
    if (decision.mapped() instanceof Mapped.Fields fields && !fields.removal()) {
      return fields;
    }
    return decision.mapped() instanceof Mapped.Held held ? held.shown() : null;
  }

  /** Whether the record's changes may go out. */
  static boolean goesOut(Decision decision) {
    return decision != null
        && decision.mapped() instanceof Mapped.Fields fields
        && !fields.removal();
  }

  /** What the record shows of the merged fields. */
  static Observation observation(Mirror mirror, Side side, Decision decision) {
    Map<String, JsonNode> values = new HashMap<>();
    fields(decision).fields().forEach(field -> values.put(field.path(), field.value()));
    Map<String, Seen> seen = new TreeMap<>();
    for (MirrorField field : mirror.fields()) {
      JsonNode value = values.get(field.path(side.other()));
      if (value != null) {
        seen.put(
            field.name(),
            new Seen(
                value,
                field.shown(side, decision.snapshot().data()),
                decision.snapshot().changedAt()));
      }
    }
    return new Observation(decision.snapshot().sequence(), seen);
  }

  /** The fields that only go from that side to the other. */
  static List<FieldWrite> oneWay(Mirror mirror, Side source, Decision decision) {
    return fields(decision).fields().stream()
        .filter(field -> !mirror.merges(source.other(), field.path()))
        .toList();
  }

  /** The same for the same one-way fields. */
  static String mark(Mirror mirror, Side source, Decision decision) {
    StringBuilder text = new StringBuilder();
    for (FieldWrite field : oneWay(mirror, source, decision)) {
      JsonNode value = field.value() == null ? NullNode.getInstance() : field.value();
      text.append(field.path()).append('=').append(value).append(field.linked()).append('\n');
    }
    return text.length() == 0 ? null : Hash.of(text.toString());
  }
}
