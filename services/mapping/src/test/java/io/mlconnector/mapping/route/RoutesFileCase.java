package io.mlconnector.mapping.route;

import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.MappingConfig;
import io.mlconnector.mapping.adapter.FakeAdapters;
import io.mlconnector.mapping.resync.Resync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

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

  final MovedClock clock = new MovedClock();

  static final class MovedClock extends Clock {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

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

  List<String> routes() {
    return mapping.rows("select name, version from route order by name");
  }
}
