package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import io.mlconnector.zoho.api.RecordsApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One batch of writes: new records by upsert on our own key, so that there is never a second one,
 * known ones by id. No automation of Zoho runs for them. What every record came to is in the
 * answer, whatever its status; what was stored is read back.
 */
final class Writing {

  private static final int MOST = 100;
  private static final int RECORDS_PER_CREDIT = 10;

  private final Connection connection;
  private final Layout layout;
  private final Map<String, WriteResult> results = new LinkedHashMap<>();
  private final Map<Write, Outcome.Stored> stored = new LinkedHashMap<>();
  private final Map<Write, Outcome.Duplicate> duplicates = new LinkedHashMap<>();

  Writing(Connection connection, Layout layout) {
    this.connection = connection;
    this.layout = layout;
  }

  List<WriteResult> run(List<Write> writes) {
    send(writes);
    List<Write> suffixed = new ArrayList<>();
    for (Write write : List.copyOf(duplicates.keySet())) {
      if (Suffix.wanted(write) && duplicates.get(write).field().equals(layout.kind().name())) {
        duplicates.remove(write);
        suffixed.add(Suffix.with(layout, write));
      }
    }
    send(suffixed);
    readBack();
    return writes.stream().map(write -> results.get(write.delivery())).toList();
  }

  private void send(List<Write> writes) {
    Map<Write, ObjectNode> creations = new LinkedHashMap<>();
    Map<Write, ObjectNode> updates = new LinkedHashMap<>();
    for (Write write : writes) {
      ObjectNode record = record(write);
      if (record != null) {
        (write.key() == null ? creations : updates).put(write, record);
      }
    }
    RecordsApi api = connection.client(RecordsApi.class);
    String module = layout.kind().module();
    for (List<Write> part : parts(creations.keySet())) {
      ObjectNode body = body(part, creations);
      body.putArray("duplicate_check_fields").add(layout.key());
      walk(part, answer(() -> api.upsert(module, credits(part), body)));
    }
    for (List<Write> part : parts(updates.keySet())) {
      ObjectNode body = body(part, updates);
      walk(part, answer(() -> api.update(module, credits(part), body)));
    }
  }

  /** What is sent; null where the write is refused here. */
  private ObjectNode record(Write write) {
    ObjectNode record;
    try {
      record = layout.record(write);
    } catch (Unfit old) {
      // Somebody may just have made the field, or added to the pick list.
      try {
        record = layout.fresh(connection).record(write);
      } catch (Unfit e) {
        results.put(write.delivery(), new WriteResult.Rejected(e.getMessage()));
        return null;
      }
    }
    if (write.key() == null && !record.hasNonNull(layout.key())) {
      results.put(
          write.delivery(),
          new WriteResult.Rejected(
              "The route gives no external_id, without which a record is never made in Zoho: it"
                  + " could be made twice. Map external_id: \"$externalId()\""));
      return null;
    }
    return record;
  }

  private static ObjectNode body(List<Write> part, Map<Write, ObjectNode> records) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    part.forEach(write -> body.withArray("data").add(records.get(write)));
    // Absent, it would start every workflow of the organization.
    body.putArray("trigger");
    return body;
  }

  private static int credits(List<Write> part) {
    return (part.size() + RECORDS_PER_CREDIT - 1) / RECORDS_PER_CREDIT;
  }

  private static List<List<Write>> parts(Set<Write> writes) {
    List<Write> all = List.copyOf(writes);
    List<List<Write>> parts = new ArrayList<>();
    for (int start = 0; start < all.size(); start += MOST) {
      parts.add(all.subList(start, Math.min(all.size(), start + MOST)));
    }
    return parts;
  }

  private interface Call {
    JsonNode make();
  }

  /** The answer, also where its status says that nothing went well. */
  private static JsonNode answer(Call call) {
    try {
      return call.make();
    } catch (VendorFailure e) {
      if (e.kind() == VendorFailure.Kind.REJECTED
          && e.body() != null
          && e.body().path("data").isArray()) {
        return e.body();
      }
      throw e;
    }
  }

  private void walk(List<Write> part, JsonNode answer) {
    JsonNode data = answer == null ? JsonNodeFactory.instance.nullNode() : answer.path("data");
    if (data.size() != part.size()) {
      throw VendorFailure.unavailable(
          200,
          null,
          true,
          "Zoho gave %d results for %d records".formatted(data.size(), part.size()));
    }
    for (int i = 0; i < part.size(); i++) {
      Write write = part.get(i);
      Outcome outcome = Outcome.of(layout, write, data.get(i));
      if (outcome instanceof Outcome.Stored good) {
        stored.put(write, good);
      } else if (outcome instanceof Outcome.Duplicate duplicate) {
        duplicates.put(write, duplicate);
      } else if (outcome instanceof Outcome.Refused refused) {
        results.put(write.delivery(), new WriteResult.Rejected(refused.reason()));
      }
    }
  }

  private void readBack() {
    Set<String> ids = new LinkedHashSet<>();
    List<Write> looks = new ArrayList<>(stored.keySet());
    stored.values().forEach(each -> ids.add(each.id()));
    duplicates.forEach(
        (write, duplicate) -> {
          if (duplicate.mayBeAdopted(layout, write)) {
            ids.add(duplicate.id());
            looks.add(write);
          }
        });
    Map<String, JsonNode> rows =
        ids.isEmpty() ? Map.of() : Rows.byId(connection, layout, layout.columns(looks), ids);
    stored.forEach(
        (write, each) -> results.put(write.delivery(), each.result(layout, write, rows)));
    duplicates.forEach(
        (write, each) -> results.put(write.delivery(), each.result(layout, write, rows)));
  }
}
