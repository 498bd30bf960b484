package io.mlconnector.platform.connection;

import io.mlconnector.canonical.Topics;
import io.mlconnector.embedded.Backbone;
import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.testsystem.TestSystem;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Connection tables in a database of their own. */
public final class StoreFixture {

  private static final Set<String> MIGRATED = ConcurrentHashMap.newKeySet();
  public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final PGSimpleDataSource database = new PGSimpleDataSource();
  public final Transactions transactions;
  public final ConnectionStore store;
  public final Connections connections;
  public final ConnectionStates states;
  public final Vault vault;
  final SecretTable secrets;
  final ConnectionNews news;

  /** How much later it is for whoever looks at certificates. */
  Duration later = Duration.ZERO;

  /** What was put into the outbox. */
  final List<String> outbox = new CopyOnWriteArrayList<>();

  /** Connections that other rooms were told to forget. */
  final List<String> forgotten = new CopyOnWriteArrayList<>();

  public StoreFixture(String name, Path keyset) {
    Backbone backbone = Backbone.shared();
    database.setUrl(backbone.database(name));
    database.setUser(backbone.postgres().user());
    database.setPassword(backbone.postgres().password());
    if (MIGRATED.add(name)) {
      Flyway.configure().dataSource(database).locations("db/flow", "db/platform").load().migrate();
    }
    transactions = new Transactions(database);
    transactions.run(
        sql -> {
          try (var statement = sql.createStatement()) {
            statement.execute("truncate connection cascade");
          }
        });
    vault = new KeysetVault(keyset);
    secrets = new SecretTable(transactions, vault, Clock.fixed(NOW, ZoneOffset.UTC));
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    news = new ConnectionNews(new NotedOutbox(outbox), audits(clock));
    store =
        new ConnectionStore(
            transactions,
            secrets,
            news,
            List.of((sql, id) -> forgotten.add(id)),
            new TestSystem(),
            clock);
    states = new ConnectionStates(transactions, news, clock);
    connections =
        new Connections(
            new TestSystem(),
            store,
            secrets,
            vault,
            new UrlRule(false),
            new References(
                List.of(keyset.getParent()), "SECRET_", DocumentFixture.ENVIRONMENT::get),
            new MovedClock());
  }

  /** The clock of validation: this machine's, moved. */
  private final class MovedClock extends Clock {
    @Override
    public Instant instant() {
      return Instant.now().plus(later);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  /** Stores a document, new or not, as the API does. */
  public StoredConnection put(String yaml) {
    DocumentBody body = new DocumentBody(yaml, true);
    String id = String.valueOf(body.tree().get("id"));
    return store.find(id).isPresent()
        ? connections.replace(id, body, null)
        : connections.create(body);
  }

  private static Audits audits(Clock clock) {
    FlowConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(FlowConfig.class)
            .withDefaultValues(Map.of("mlconnector.service", TestSystem.NAME))
            .build()
            .getConfigMapping(FlowConfig.class);
    return new Audits(config, new Topics(""), clock);
  }

  StoredCredentials credentials(StoredConnection connection) {
    return new StoredCredentials(
        connection.document(),
        secrets.of(connection.id()),
        vault,
        DocumentFixture.ENVIRONMENT::get);
  }
}
