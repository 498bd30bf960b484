package io.mlconnector.mapping;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mlconnector.canonical.Topics;
import io.mlconnector.embedded.Backbone;
import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.audit.KeyedHash;
import io.mlconnector.flow.erasure.Suppressions;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.delivery.Decider;
import io.mlconnector.mapping.delivery.Deliveries;
import io.mlconnector.mapping.delivery.Faults;
import io.mlconnector.mapping.delivery.MappingMeters;
import io.mlconnector.mapping.delivery.Redelivery;
import io.mlconnector.mapping.erasure.Eraser;
import io.mlconnector.mapping.erasure.Persons;
import io.mlconnector.mapping.erasure.Refusals;
import io.mlconnector.mapping.erasure.Tombstones;
import io.mlconnector.mapping.event.Events;
import io.mlconnector.mapping.expression.Evaluator;
import io.mlconnector.mapping.expression.Limits;
import io.mlconnector.mapping.mirror.Meetings;
import io.mlconnector.mapping.mirror.Mirrors;
import io.mlconnector.mapping.outcome.Outcomes;
import io.mlconnector.mapping.route.Routes;
import io.mlconnector.mapping.summary.Summaries;
import io.mlconnector.mapping.summary.SummarySettings;
import io.mlconnector.mapping.summary.Thresholds;
import io.quarkus.runtime.configuration.DurationConverter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.threeten.extra.MutableClock;

/** Mapping over a real database of its own, without Kafka in between. */
public final class Mapping implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private static final KeyedHash HASH = new KeyedHash(config());

  public final CountingDataSource database;
  public final Transactions transactions;
  public final RecordingOutbox outbox = new RecordingOutbox();
  public final Routes routes;
  public final Decider decider;
  public final Mirrors mirrors;
  public final Meetings meetings;
  public final Deliveries deliveries;
  public final Redelivery redelivery;
  public final Faults faults;
  public final Events events;
  public final Outcomes outcomes;
  public final Eraser eraser;
  public final Persons persons;
  public final Audits audits;
  public final MutableClock clock =
      MutableClock.of(Instant.parse("2026-03-31T12:00:00Z"), ZoneOffset.UTC);
  public final Summaries summaries;
  public final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  public final MappingMeters meters = new MappingMeters(registry);

  /** No expression ends late because this machine is busy. */
  private final Evaluator evaluator =
      new Evaluator(2, Limits.DEFAULT.withTime(Duration.ofSeconds(10)), Duration.ofSeconds(5));

  public Mapping() {
    PGSimpleDataSource postgres = new PGSimpleDataSource();
    postgres.setUrl(
        Backbone.shared()
            .postgres()
            .copy("mapping_" + COUNT.incrementAndGet(), "mapping_template", Mapping::migrate));
    postgres.setUser("postgres");
    postgres.setPassword("postgres");
    database = new CountingDataSource(postgres);
    transactions = new Transactions(database);
    Topics topics = new Topics("");
    audits = new Audits(config(), topics, Clock.systemUTC());
    routes = new Routes(transactions);
    decider = new Decider(evaluator);
    mirrors = new Mirrors(decider, audits, outbox, clock);
    deliveries = new Deliveries(mirrors, topics, audits, meters);
    redelivery = new Redelivery(decider, deliveries, Clock.systemUTC());
    faults = new Faults(transactions, outbox, audits, Clock.systemUTC());
    summaries = new Summaries(topics, audits, meters, new Thresholds(SummarySettings.of()), clock);
    Suppressions suppressions = new Suppressions(HASH);
    Tombstones tombstones = new Tombstones(topics, clock);
    Refusals refusals = new Refusals(suppressions, tombstones, audits);
    persons = new Persons(transactions);
    eraser =
        new Eraser(
            transactions, suppressions, HASH, tombstones, routes, redelivery, summaries, outbox);
    events =
        new Events(
            transactions,
            routes,
            decider,
            faults,
            deliveries,
            redelivery,
            summaries,
            refusals,
            outbox,
            audits,
            meters);
    outcomes =
        new Outcomes(transactions, routes, redelivery, mirrors, deliveries, refusals, outbox);
    meetings = new Meetings(transactions, routes, mirrors, deliveries, outbox);
  }

  private static void migrate(String url) {
    Flyway.configure()
        .dataSource(url, "postgres", "postgres")
        .locations("db/flow", "db/mapping")
        .load()
        .migrate();
  }

  @SafeVarargs
  public final void take(ConsumerRecord<String, byte[]>... messages) {
    events.handle(List.of(messages));
  }

  @SafeVarargs
  public final void tell(ConsumerRecord<String, byte[]>... messages) {
    outcomes.handle(List.of(messages));
  }

  /** The rows of a query, columns separated by spaces. */
  public List<String> rows(String query) {
    try (Connection sql = database.getConnection();
        ResultSet rows = sql.createStatement().executeQuery(query)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          columns.add(rows.getString(i));
        }
        lines.add(String.join(" ", columns));
      }
      return lines;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    evaluator.close();
  }

  private static FlowConfig config() {
    return new io.smallrye.config.SmallRyeConfigBuilder()
        .withMapping(FlowConfig.class)
        .withDefaultValues(Map.of("mlconnector.service", "mapping", "mlconnector.local", "true"))
        .withConverter(Duration.class, 100, new DurationConverter())
        .build()
        .getConfigMapping(FlowConfig.class);
  }
}
