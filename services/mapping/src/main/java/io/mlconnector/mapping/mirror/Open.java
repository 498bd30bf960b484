package io.mlconnector.mapping.mirror;

import io.mlconnector.canonical.delivery.FieldValues;
import io.mlconnector.mapping.route.Side;
import java.util.Map;

/**
 * A delivery whose outcome is not known yet.
 *
 * @param target the side that it goes to
 * @param fields merged fields that it carries, by pair name
 * @param oneWay a mark of the one-way fields that it carries; null where it carries none
 */
record Open(String delivery, Kind kind, Side target, Map<String, Sent> fields, String oneWay) {

  Open {
    fields = fields == null ? Map.of() : fields;
  }

  /** What it is for. */
  enum Kind {
    /** The first one of a record that has no counterpart yet. */
    CREATE,
    /** Looks whether the counterpart that was found finds this record too. */
    CONFIRM,
    MERGE,
    /** Looks what the target holds. */
    LOOK
  }

  /** Whether that move would say the same again. */
  boolean says(Move move) {
    return kind == move.kind()
        && target == move.target()
        && fields.keySet().equals(move.fields().keySet())
        && fields.entrySet().stream()
            .allMatch(
                each ->
                    FieldValues.same(
                        each.getValue().value(), move.fields().get(each.getKey()).value()));
  }
}
