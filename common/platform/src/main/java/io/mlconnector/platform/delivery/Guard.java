package io.mlconnector.platform.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.FieldValues;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.flow.log.Log;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps a guarded delivery from writing over what people did, and tells what the target made of it.
 */
final class Guard {

  private static final Log LOG = Log.of(Guard.class);

  private Guard() {}

  /**
   * Whether the mapping has to decide on what is there: a record that no link names yet, or a field
   * that holds neither what is expected nor what is wanted.
   */
  static boolean stops(Parcel parcel, Map<String, JsonNode> current) {
    Delivery delivery = parcel.delivery();
    if (!delivery.guarded()) {
      return false;
    }
    return parcel.key() == null
        || (!parcel.looks()
            && delivery.fields().stream().anyMatch(field -> surprises(field, current)));
  }

  private static boolean surprises(FieldWrite field, Map<String, JsonNode> current) {
    JsonNode there = current.get(field.path());
    return field.expected() != null
        && !FieldValues.same(field.expected(), there)
        && !FieldValues.same(field.value(), there);
  }

  /**
   * The results with what the target stored, read where its answer did not say: a guarded write is
   * told as it was stored, so that a value cut short or rounded is not taken for an edit. Where
   * that cannot be read either, the results stay as they are; see {@link #tellsAll}.
   */
  static List<WriteResult> readBack(
      Sink sink,
      Connection vendor,
      List<Parcel> parcels,
      List<Write> writes,
      List<WriteResult> all) {
    Map<Integer, Write> asked = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      if (parcels.get(i).delivery().guarded() && key(all.get(i), writes.get(i)) != null) {
        Write write = writes.get(i);
        if (!tellsAll(all.get(i), write)) {
          asked.put(i, keyed(write, key(all.get(i), write)));
        }
      }
    }
    if (asked.isEmpty()) {
      return all;
    }
    List<Found> found = found(sink, vendor, List.copyOf(asked.values()));
    List<WriteResult> results = new ArrayList<>(all);
    int next = 0;
    for (Integer i : asked.keySet()) {
      if (found.size() == asked.size() && found.get(next) instanceof Found.Present present) {
        results.set(i, with(all.get(i), asked.get(i), present));
      }
      next++;
    }
    return results;
  }

  /** Whether a result says of every field that was written what the target stored. */
  static boolean tellsAll(WriteResult result, Write write) {
    return stored(result).keySet().containsAll(write.fields().keySet());
  }

  /** A look that fails takes nothing back; the mapping has to look again. */
  private static List<Found> found(Sink sink, Connection vendor, List<Write> looks) {
    try {
      return SinkFailure.guard(() -> sink.find(vendor, looks));
    } catch (VendorFailure | SinkFailure e) {
      LOG.warn(e, "What was stored could not be read back", "object", sink.object());
      return List.of();
    }
  }

  private static WriteResult with(WriteResult result, Write write, Found.Present present) {
    Map<String, JsonNode> stored = new HashMap<>(write.fields());
    stored.putAll(present.current());
    stored.putAll(stored(result));
    return result instanceof WriteResult.Created created
        ? new WriteResult.Created(created.key(), stored)
        : new WriteResult.Updated(present.key(), stored);
  }

  /** What the target stored, as far as the result says so. */
  static Map<String, JsonNode> stored(WriteResult result) {
    Map<String, JsonNode> stored =
        result instanceof WriteResult.Created created
            ? created.stored()
            : result instanceof WriteResult.Updated updated ? updated.stored() : Map.of();
    return stored == null ? Map.of() : stored;
  }

  private static String key(WriteResult result, Write write) {
    if (result instanceof WriteResult.Created created) {
      return created.key();
    }
    if (result instanceof WriteResult.Updated updated) {
      return updated.key() == null ? write.key() : updated.key();
    }
    return null;
  }

  private static Write keyed(Write write, String key) {
    return new Write(
        write.delivery(),
        write.ref(),
        key,
        write.fields(),
        write.current(),
        List.of(),
        write.policies(),
        write.shared());
  }
}
