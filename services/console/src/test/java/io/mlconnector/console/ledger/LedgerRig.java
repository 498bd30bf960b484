package io.mlconnector.console.ledger;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.audit.AuditItem.FieldChange;
import io.mlconnector.console.ConsoleConfig;
import io.mlconnector.console.chain.Chain;
import io.mlconnector.console.chain.Verdict;
import io.mlconnector.console.chain.Verifier;
import io.mlconnector.console.systems.InNameOf;
import io.mlconnector.embedded.Backbone;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.audit.KeyedHash;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.threeten.extra.MutableClock;

/** A ledger over a real database of its own, with a clock that stands until it is moved. */
public final class LedgerRig {

  private static final AtomicInteger COUNT = new AtomicInteger();

  public final String url;
  public final Path keyFile = keyFile();
  public final Transactions transactions;
  public final Ledger ledger;
  public final Values values;
  public final Verifier verifier;
  final Spied spied = new Spied();
  final LedgerDays days;
  final Spans spans;
  final Journeys journeys;
  final Exports exports;
  final Deeds deeds;
  final Counters counters;
  private final MutableClock clock =
      MutableClock.of(Instant.parse("2026-03-31T12:00:00Z"), ZoneOffset.UTC);

  public LedgerRig() {
    url =
        Backbone.shared()
            .postgres()
            .copy("ledger_" + COUNT.incrementAndGet(), "ledger_template", LedgerRig::migrate);
    PGSimpleDataSource postgres = new PGSimpleDataSource();
    postgres.setUrl(url);
    postgres.setUser("postgres");
    postgres.setPassword("postgres");
    transactions = new Transactions(spied.over(postgres));
    KeyedHash key = KeyedHash.byKeyIn(keyFile);
    Chain chain = new Chain(key);
    days = new LedgerDays(transactions, config(), clock, chain);
    ledger = new Ledger(transactions, days, chain);
    spans = new Spans(config(), clock);
    values = new Values(transactions, ledger, spans, clock);
    verifier = new Verifier(transactions, key);
    journeys = new Journeys(transactions, spans);
    exports = new Exports(transactions, spans);
    deeds = new Deeds(transactions, seesAll(), spans);
    counters = new Counters(transactions, seesAll());
  }

  private static InNameOf seesAll() {
    return new InNameOf(null, null) {
      @Override
      public Scope scope() {
        return Scope.ALL;
      }
    };
  }

  /** Another console on the same database. */
  public Ledger replica() {
    Chain chain = new Chain(KeyedHash.byKeyIn(keyFile));
    return new Ledger(transactions, new LedgerDays(transactions, config(), clock, chain), chain);
  }

  public Instant now() {
    return clock.instant();
  }

  public Clock clock() {
    return clock;
  }

  public void forward(Duration time) {
    clock.add(time);
  }

  /** An entry about one record, with a value, a moment ago. */
  public AuditEvent written(String record, String value) {
    return written(now(), record, value);
  }

  public static AuditEvent written(Instant at, String record, String value) {
    List<FieldChange> changes =
        List.of(new FieldChange("name", null, value, false, List.of("name", "status")));
    AuditItem item =
        new AuditItem(
            UUID.randomUUID().toString().replace("-", ""),
            record,
            "desk|organization|" + record,
            "t-" + record,
            null,
            null,
            "customers",
            null,
            changes,
            3);
    return event(at, "zendesk", "desk", Step.CREATED, List.of(item), null);
  }

  public static AuditEvent event(
      Instant at,
      String service,
      String connection,
      Step step,
      List<AuditItem> items,
      String message) {
    return new AuditEvent(
        UUID.randomUUID().toString(),
        at,
        service,
        connection,
        "organization",
        step,
        items.size(),
        items,
        message,
        7L);
  }

  public Verdict verify() {
    return verifier.verify(null, (done, all, entries) -> {});
  }

  /** Does to the database what nobody should. */
  public int tamper(String statement) {
    return transactions.inTransaction(sql -> Query.update(sql, statement));
  }

  public List<String> texts(String statement) {
    return transactions.inTransaction(sql -> Query.list(sql, row -> row.getString(1), statement));
  }

  private static void migrate(String url) {
    Flyway.configure()
        .dataSource(url, "postgres", "postgres")
        .locations("db/flow", "db/console")
        .load()
        .migrate();
  }

  private static Path keyFile() {
    try {
      return Files.writeString(
          Files.createTempFile("ledger", ".key"), Base64.getEncoder().encodeToString(new byte[32]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As it is where nobody says otherwise. */
  public static ConsoleConfig config() {
    return new SmallRyeConfigBuilder()
        .withMapping(ConsoleConfig.class)
        .withDefaultValues(Map.of())
        .withConverter(Duration.class, 100, new DurationConverter())
        .build()
        .getConfigMapping(ConsoleConfig.class);
  }
}
