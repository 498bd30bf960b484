package io.mlconnector.platform.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.audit.AuditItem.FieldChange;
import io.mlconnector.canonical.delivery.FieldValues;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns what a sink answered for one write into what its delivery came to. */
final class Verdicts {

  private static final int LONGEST_KEY = 1_000;
  private static final String UNREAD = "What the target stored could not be read back";

  private final Desk desk;

  Verdicts(Desk desk) {
    this.desk = desk;
  }

  /** The ending, or nothing for {@code Changed} and {@code Waiting}, which are not at an end. */
  Optional<Ending> of(Parcel parcel, Write write, WriteResult result) {
    if (result instanceof WriteResult.Noted noted) {
      return of(parcel, write, noted.result()).map(ending -> ending.noted(noted));
    }
    if (result instanceof WriteResult.Created created) {
      return Optional.of(written(parcel, write, Result.CREATED, created.key(), created));
    }
    if (result instanceof WriteResult.Updated updated) {
      String key = updated.key() == null ? write.key() : updated.key();
      return Optional.of(written(parcel, write, Result.UPDATED, key, updated));
    }
    if (result instanceof WriteResult.Unchanged unchanged) {
      String key = unchanged.key() == null ? write.key() : unchanged.key();
      return Optional.of(unchanged(parcel, key, write.current()).without(unchanged.gaps()));
    }
    if (result instanceof WriteResult.Rejected rejected) {
      return Optional.of(
          Ending.parked(parcel, ParkedKind.REJECTED, write.key(), rejected.reason()));
    }
    if (result == null) {
      return Optional.of(
          Ending.parked(
              parcel, ParkedKind.SINK_ERROR, write.key(), sink(parcel) + " gave no result"));
    }
    return Optional.empty();
  }

  /** The record already is as wanted; {@code key} null where there is none to be flagged. */
  Ending unchanged(Parcel parcel, String key, Map<String, JsonNode> current) {
    Map<String, JsonNode> stored = onlyWanted(parcel, current);
    if (key == null) {
      return Ending.good(parcel, Result.UNCHANGED, null, stored, desk.lease().next(), List.of());
    }
    return keyed(parcel, Result.UNCHANGED, key, stored, List.of());
  }

  /** Nothing is written: the record is told of as it is. */
  Ending changed(Parcel parcel, String key, Map<String, JsonNode> current) {
    return new Ending(
        parcel.item(),
        parcel.delivery(),
        Result.CHANGED,
        key,
        false,
        onlyWanted(parcel, current),
        desk.lease().next(),
        null,
        parcel.attempts() > 0 ? "An earlier attempt may have been made" : null,
        List.of(),
        false);
  }

  private Ending written(
      Parcel parcel, Write write, Result result, String key, WriteResult answer) {
    boolean unread = parcel.delivery().guarded() && !Guard.tellsAll(answer, write);
    Map<String, JsonNode> stored = new LinkedHashMap<>(write.current());
    if (unread) {
      stored.keySet().removeAll(write.fields().keySet());
    } else {
      stored.putAll(write.fields());
    }
    stored.putAll(Guard.stored(answer));
    Ending end = keyed(parcel, result, key, onlyWanted(parcel, stored), changes(parcel, write));
    return unread && end.result() == result ? end.because(UNREAD) : end;
  }

  private Ending keyed(
      Parcel parcel,
      Result result,
      String key,
      Map<String, JsonNode> stored,
      List<FieldChange> changes) {
    if (key == null
        || key.isBlank()
        || key.indexOf('\0') >= 0
        || key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      String problem = " gave no usable key for a record that it says is " + result;
      return Ending.parked(parcel, ParkedKind.SINK_ERROR, null, sink(parcel) + problem);
    }
    return Ending.good(parcel, result, key, stored, desk.lease().next(), changes);
  }

  /** The sink's name for people. */
  String sink(Parcel parcel) {
    return "The sink %s of %s".formatted(parcel.item().object(), desk.system());
  }

  private static Map<String, JsonNode> onlyWanted(Parcel parcel, Map<String, JsonNode> all) {
    Map<String, JsonNode> stored = new LinkedHashMap<>();
    for (FieldWrite field : parcel.delivery().fields()) {
      JsonNode value = all.get(field.path());
      if (value != null) {
        stored.put(field.path(), value);
      }
    }
    return stored;
  }

  private List<FieldChange> changes(Parcel parcel, Write write) {
    List<FieldChange> changes = new ArrayList<>();
    for (FieldWrite field : parcel.delivery().fields()) {
      if (write.fields().containsKey(field.path())) {
        changes.add(
            new FieldChange(
                field.path(),
                shown(field, write.current().get(field.path())),
                shown(field, write.fields().get(field.path())),
                field.personal(),
                field.sourceFields()));
      }
    }
    return changes;
  }

  private String shown(FieldWrite field, JsonNode value) {
    if (FieldValues.empty(value)) {
      return null;
    }
    String text = value.isValueNode() ? value.asText() : value.toString();
    return field.personal() ? desk.hash().apply(text) : text;
  }
}
