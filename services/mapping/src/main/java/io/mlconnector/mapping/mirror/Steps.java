package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.mapping.delivery.Decision;
import io.mlconnector.mapping.delivery.Decision.Guarded;
import io.mlconnector.mapping.delivery.DeliveryIds;
import io.mlconnector.mapping.mirror.Open.Kind;
import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.Mapped;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.MirrorField;
import io.mlconnector.mapping.route.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns what is decided of a pair into decisions that are delivered. */
final class Steps {

  private Steps() {}

  /**
   * Makes a delivery, which is under way then.
   *
   * @param source the decision on the source side's record; null where there is none at hand
   */
  static Decision move(Mirror mirror, PairRow row, Move move, Decision source) {
    Side from = move.target().other();
    List<FieldWrite> fields = new ArrayList<>();
    for (MirrorField field : mirror.fields()) {
      Sent sent = move.fields().get(field.name());
      if (sent != null) {
        fields.add(
            move.kind() == Kind.LOOK
                ? field.look(from, sent.value())
                : field.write(from, sent.value(), sent.expected()));
      }
    }
    String mark = null;
    if (move.oneWay()) {
      fields.addAll(Shown.oneWay(mirror, from, source));
      mark = Shown.mark(mirror, from, source);
    }
    return open(mirror, row, move, mark, row.ref(from), fields, source, row.key(move.target()));
  }

  /** The first delivery of a record, with all that its route makes of it. */
  static Decision create(Mirror mirror, PairRow row, Decision source) {
    Side from = row.only();
    Move move = new Move(Kind.CREATE, from.other(), sent(mirror, row, from), true);
    row.pair.external = external(mirror, from, source);
    return open(
        mirror,
        row,
        move,
        Shown.mark(mirror, from, source),
        row.ref(from),
        Shown.fields(source).fields(),
        source,
        null);
  }

  /** By what the record that is made of it says so; null where it says nothing. */
  static String external(Mirror mirror, Side from, Decision source) {
    return Shown.fields(source).fields().stream()
        .filter(field -> mirror.externalId(from).filter(field.path()::equals).isPresent())
        .map(field -> field.value().asText(null))
        .findFirst()
        .orElse(null);
  }

  private static Map<String, Sent> sent(Mirror mirror, PairRow row, Side from) {
    Map<String, Sent> sent = new TreeMap<>();
    for (MirrorField field : mirror.fields()) {
      JsonNode value = row.pair.side(from).half(field.name()).newest();
      sent.put(
          field.name(), new Sent(value == null ? NullNode.getInstance() : value, null, Why.MADE));
    }
    return sent;
  }

  /**
   * Looks whether the counterpart that was found finds this record.
   *
   * @param counterpart the decision on the counterpart's record
   */
  static Decision confirm(Mirror mirror, PairRow row, Decision counterpart) {
    Move move = new Move(Kind.CONFIRM, row.only(), Map.of(), false);
    List<FieldWrite> fields =
        Shown.fields(counterpart).fields().stream()
            .filter(field -> field.linked() == null)
            .toList();
    return open(mirror, row, move, null, row.found, fields, counterpart, null);
  }

  /** Tells the target's adapter which record is the counterpart of that side's; nobody waits. */
  static Decision teach(Mirror mirror, PairRow row, Side source, String journey, Instant now) {
    return decision(
        mirror,
        id(mirror, row, source),
        true,
        row.ref(source),
        new Mapped.Fields(List.of(), false, null, Map.of()),
        unread(row.ref(source), journey, now),
        row.key(source.other()));
  }

  /** A record of which nothing has been read yet. */
  static Snapshot unread(Ref ref, String journey, Instant now) {
    return new Snapshot(
        ref.source(), Sequence.NONE, "none", journey, Snapshot.State.PRESENT, null, now);
  }

  private static Decision open(
      Mirror mirror,
      PairRow row,
      Move move,
      String mark,
      Ref ref,
      List<FieldWrite> fields,
      Decision source,
      String key) {
    String id = id(mirror, row, move.target().other());
    row.pair.open = new Open(id, move.kind(), move.target(), move.fields(), mark);
    boolean look = move.kind() == Kind.LOOK || move.kind() == Kind.CONFIRM;
    Mapped.Fields whole = mark == null ? null : Shown.fields(source);
    return decision(
        mirror,
        id,
        look,
        ref,
        new Mapped.Fields(
            fields,
            false,
            whole == null ? null : whole.number(),
            whole == null ? Map.of() : whole.origins()),
        source.snapshot(),
        key);
  }

  private static Decision decision(
      Mirror mirror,
      String id,
      boolean look,
      Ref ref,
      Mapped.Fields fields,
      Snapshot snapshot,
      String key) {
    return new Decision(
        mirror.route(mirror.side(ref)), snapshot, fields, new Guarded(id, look, key));
  }

  private static String id(Mirror mirror, PairRow row, Side source) {
    CompiledRoute route = mirror.route(source);
    row.pair.count++;
    return DeliveryIds.of(
        route.name(),
        route.version(),
        row.ref(source) == null ? row.found : row.ref(source),
        "pair/" + row.id,
        "" + row.pair.count);
  }
}
