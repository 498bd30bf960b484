package io.mlconnector.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.FieldSchema;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Records that the target takes one a call, created or replaced under the external id; it is never
 * asked what is there, so that one delivery is one call, as it is for whatever is compared.
 */
final class Entries implements Sink {

  private static final int FIELDS = 10;

  @Override
  public String object() {
    return "entry";
  }

  @Override
  public Delivery.Mode mode() {
    return Delivery.Mode.UPSERT;
  }

  @Override
  public Set<String> matchKeys() {
    return Set.of("external_id");
  }

  @Override
  public int batchSize() {
    return 1;
  }

  @Override
  public List<FieldSchema> describe(Connection connection) {
    return Stream.concat(
            Stream.of("external_id"), IntStream.range(0, FIELDS).mapToObj(i -> "field_" + i))
        .map(path -> FieldSchema.of(path, FieldSchema.Type.TEXT))
        .toList();
  }

  @Override
  public List<Found> find(Connection connection, List<Write> writes) {
    return writes.stream().map(Entries::known).toList();
  }

  private static Found known(Write write) {
    return write.key() == null ? new Found.Absent() : new Found.Present(write.key(), Map.of());
  }

  @Override
  public List<WriteResult> write(Connection connection, List<Write> writes) {
    EntriesApi api = connection.client(EntriesApi.class);
    return writes.stream().map(write -> write(api, write)).toList();
  }

  private static WriteResult write(EntriesApi api, Write write) {
    String id = write.key() == null ? write.text("external_id") : write.key();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    write.fields().forEach(body::set);
    JsonNode stored = api.put(id, body);
    String key = stored.path("id").asText();
    return write.key() == null
        ? new WriteResult.Created(key, Map.of())
        : new WriteResult.Updated(key, Map.of());
  }
}
