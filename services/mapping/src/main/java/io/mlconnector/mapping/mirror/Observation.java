package io.mlconnector.mapping.mirror;

import io.mlconnector.canonical.delivery.FieldValues;
import io.mlconnector.canonical.event.Sequence;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a read showed of a record.
 *
 * @param read its number on the connection
 * @param fields by pair name
 */
record Observation(Sequence read, Map<String, Seen> fields) {

  Observation {
    fields = fields == null ? Map.of() : fields;
  }

  /** This later one, with the times of what an earlier one showed already. */
  Observation after(Observation earlier) {
    if (earlier == null) {
      return this;
    }
    if (!read.isAfter(earlier.read())) {
      return earlier;
    }
    Map<String, Seen> all = new TreeMap<>();
    fields.forEach(
        (name, seen) -> {
          Seen before = earlier.fields().get(name);
          boolean same = before != null && FieldValues.same(before.value(), seen.value());
          all.put(name, same ? new Seen(seen.value(), seen.plain(), before.at()) : seen);
        });
    return new Observation(read, all);
  }
}
