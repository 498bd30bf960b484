package io.mlconnector.mapping.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.MappingConfig;
import io.mlconnector.mapping.adapter.FakeAdapters;
import io.mlconnector.mapping.delivery.Wish;
import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.resync.Resync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.threeten.extra.MutableClock;

/** A file of routes over a mapping with made-up adapters. */
abstract class RoutesFileCase {

  static final String CUSTOMERS =
      """
        - name: customers
          from: { connection: fusion-prod, entity: customer }
          to: { connection: zendesk-prod, object: organization }
          fields: { FIELD: name }
          state: live
      """;

  static final String CONTACTS =
      """
        - name: contacts
          from: { connection: fusion-prod, entity: contact }
          to: { connection: zendesk-prod, object: user }
          fields: { name: name, organization_id: "$linked('customer', customerKey)" }
          state: live
      """;

  @TempDir Path folder;

  final Mapping mapping = new Mapping();
  final FakeAdapters adapters = new FakeAdapters();
  final RouteKeeper keeper =
      new RouteKeeper(
          mapping.transactions,
          mapping.routes,
          new RouteValidator(adapters, mapping.transactions),
          new Resync(
              mapping.transactions,
              mapping.routes,
              mapping.redelivery,
              mapping.outbox,
              Clock.systemUTC()),
          Clock.systemUTC());

  final MutableClock clock = MutableClock.of(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  @AfterEach
  final void close() {
    mapping.close();
  }

  RoutesFile file(String text) throws IOException {
    write(text);
    return new RoutesFile(
        new MappingConfig() {
          @Override
          public Optional<Path> file() {
            return Optional.of(folder.resolve("routes.yaml"));
          }

          @Override
          public Duration patience() {
            return Duration.ofSeconds(1);
          }
        },
        keeper,
        new DefaultRoutes(adapters),
        clock);
  }

  void write(String text) throws IOException {
    Files.writeString(folder.resolve("routes.yaml"), text);
  }

  static String customers(String field) {
    return CUSTOMERS.replace("FIELD", field);
  }

  /** What a route makes of a record. */
  final Mapped mapped(CompiledRoute route, RecordKey record, JsonNode data) {
    return mapping.decider.decide(List.of(wish(route, record, data))).get(0).mapped();
  }

  static Wish wish(CompiledRoute route, RecordKey record, JsonNode data) {
    Snapshot snapshot =
        new Snapshot(
            record,
            new Sequence(1, 1),
            "event",
            Journey.begin(),
            Snapshot.State.PRESENT,
            data,
            Instant.EPOCH);
    return new Wish(route, snapshot);
  }

  /** The value of a field that a route makes of a record. */
  final JsonNode value(CompiledRoute route, RecordKey record, JsonNode data, String path) {
    Mapped mapped = mapped(route, record, data);
    assertThat(mapped).isInstanceOf(Mapped.Fields.class);
    return ((Mapped.Fields) mapped)
        .fields().stream()
            .filter(field -> field.path().equals(path))
            .map(FieldWrite::value)
            .findFirst()
            .orElseThrow();
  }

  static ObjectNode exampleTicket() throws IOException {
    try (var json = RecordKey.class.getResourceAsStream("/examples/ticket.json")) {
      return CanonicalJson.read(json.readAllBytes(), ObjectNode.class);
    }
  }

  List<String> routes() {
    return mapping.rows("select name, version from route order by name");
  }
}
