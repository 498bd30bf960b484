package io.mlconnector.platform.testsystem;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.FieldSchema;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Organizations of the test system; the key is {@code org-} and the external id. */
final class TestOrganizations implements Sink {

  @Override
  public String object() {
    return "organization";
  }

  @Override
  public Delivery.Mode mode() {
    return Delivery.Mode.UPSERT;
  }

  @Override
  public Set<String> matchKeys() {
    return Set.of("external_id", "name");
  }

  @Override
  public List<Setting> policies() {
    return List.of(Setting.choice("sameName", "park", "What a name clash does.", "park", "adopt"));
  }

  @Override
  public int batchSize() {
    return 2;
  }

  @Override
  public List<FieldSchema> describe(Connection connection) {
    TestVendor.of(connection.id()).answer();
    return List.of(
        FieldSchema.of("external_id", FieldSchema.Type.TEXT),
        FieldSchema.of("name", FieldSchema.Type.TEXT));
  }

  @Override
  public List<FieldSchema> provision(
      Connection connection, List<FieldSchema> wanted, boolean dryRun) {
    List<String> known = describe(connection).stream().map(FieldSchema::path).toList();
    return wanted.stream().filter(field -> !known.contains(field.path())).toList();
  }

  @Override
  public List<Found> find(Connection connection, List<Write> writes) {
    TestVendor vendor = TestVendor.of(connection.id());
    vendor.answer();
    if (writes.size() > batchSize()) {
      throw new IllegalArgumentException("More than a batch: " + writes.size());
    }
    return writes.stream().map(write -> find(vendor, write)).toList();
  }

  @Override
  public List<WriteResult> write(Connection connection, List<Write> writes) {
    TestVendor vendor = TestVendor.of(connection.id());
    vendor.answer();
    return writes.stream().map(write -> write(vendor, write)).toList();
  }

  private static Found find(TestVendor vendor, Write write) {
    String key = key(write);
    Map<String, JsonNode> current = vendor.organizations.get(key);
    if (current != null) {
      return new Found.Present(key, current);
    }
    return write.key() == null ? new Found.Absent() : new Found.Gone(write.key());
  }

  private static WriteResult write(TestVendor vendor, Write write) {
    vendor.writes.incrementAndGet();
    Map<String, JsonNode> stored = new LinkedHashMap<>(write.current());
    stored.putAll(write.fields());
    vendor.organizations.put(key(write), stored);
    return write.key() == null
        ? new WriteResult.Created(key(write), stored)
        : new WriteResult.Updated(write.key(), stored);
  }

  private static String key(Write write) {
    return write.key() == null ? "org-" + write.text("external_id") : write.key();
  }
}
