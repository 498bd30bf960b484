package io.mlconnector.platform.delivery;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.Topics;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.FieldWrite.When;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.embedded.Backbone;
import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.erasure.Suppressions;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.Hashes;
import io.mlconnector.platform.connection.ConnectionDocument;
import io.mlconnector.platform.connection.ConnectionDocument.MassChange;
import io.mlconnector.platform.table.TableConfig;
import io.mlconnector.platform.vendor.TimeLapse;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Deliveries over a real database: tables of their own, a vendor in memory, owners that come and
 * go, and what was told.
 */
final class World implements AutoCloseable {

  static final String CONNECTION = "desk-prod";

  /** So that nobody waits for the seconds between two looks at a job. */
  private static final TimeLapse LAPSE = new TimeLapse(10, true);

  final FakeTarget target = new FakeTarget();
  final FakeSink organizations = new FakeSink(target, "organization", Mode.UPSERT, 100);
  final FakeSink users = new FakeSink(target, "user", Mode.UPSERT, 100);
  final FakeSink notes = new FakeSink(target, "note", Mode.APPEND, 100);
  final AgroalDataSource database;
  final Transactions transactions;
  final Accept accept;
  final Suppressions suppressions = new Suppressions(Hashes.KEY);
  final List<Throwable> deaths = new CopyOnWriteArrayList<>();
  final Map<String, String> settings = new HashMap<>();
  final Map<String, String> tableSettings = new HashMap<>();
  final List<String> alarms = new CopyOnWriteArrayList<>();
  final TableAlarm alarm =
      new TableAlarm() {
        @Override
        public void needed(String connection, String reason) {
          alarms.add(reason);
        }

        @Override
        public void over(String connection) {
          alarms.clear();
        }
      };
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final FakeAdapter adapter = new FakeAdapter(List.of(organizations, users, notes));
  final Voice voice = new Voice(audits(), new Topics(""), Clock.systemUTC());
  MassChange massChange;
  volatile Probe probe = Probe.NONE;
  volatile boolean paused;
  private final List<Engine> engines = new ArrayList<>();
  private long number;

  World() {
    String url =
        Backbone.shared().database("delivery_" + UUID.randomUUID().toString().replace("-", ""));
    try {
      database =
          AgroalDataSource.from(
              new AgroalDataSourceConfigurationSupplier()
                  .connectionPoolConfiguration(
                      pool ->
                          pool.maxSize(20)
                              .connectionFactoryConfiguration(
                                  factory ->
                                      factory
                                          .jdbcUrl(url)
                                          .principal(new NamePrincipal("postgres"))
                                          .credential(new SimplePassword("postgres")))));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    transactions = new Transactions(database);
    execute(migration("/db/flow/V110__pause"));
    execute(migration("/db/platform/V230__delivery"));
    execute(migration("/db/platform/V231__delivery_progress"));
    execute(migration("/db/platform/V232__tables"));
    execute(migration("/db/platform/V265__long_lists"));
    execute(migration("/db/platform/V260__suppressed"));
    execute("create table fence (number bigint); insert into fence values (0)");
    execute("create table told (id bigserial, lane text, topic text, key text, value text)");
    accept = new Accept(transactions, CONNECTION::equals, new TableOutbox(), voice, suppressions);
    settings.put("write-timeout", "300ms");
    settings.put("grace", "200ms");
    settings.put("sweep", "300ms");
    settings.put("poll", "100ms");
    settings.put("backoff.first", "50ms");
    settings.put("backoff.most", "200ms");
    settings.put("backoff.unauthorized", "100ms");
    settings.put("mass-change.settle", "300ms");
    tableSettings.put("quiet", "100ms");
    tableSettings.put("retry", "50ms");
    tableSettings.put("look-again", "200ms");
  }

  private static String migration(String name) {
    try (InputStream in = World.class.getResourceAsStream(name + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  DeliveryConfig config() {
    return config(DeliveryConfig.class, "mlconnector.delivery.", settings);
  }

  private static <T> T config(Class<T> type, String prefix, Map<String, String> settings) {
    Map<String, String> values = new HashMap<>();
    settings.forEach((key, value) -> values.put(prefix + key, value));
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(type)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(type);
  }

  static Audits audits() {
    FlowConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(FlowConfig.class)
            .withDefaultValues(Map.of("mlconnector.service", "desk"))
            .build()
            .getConfigMapping(FlowConfig.class);
    return new Audits(config, new Topics(""), Clock.systemUTC());
  }

  /** A new owner takes over: the fence rises. */
  Engine own() {
    execute("update fence set number = number + 1");
    Engine engine = prepare(number("select number from fence"));
    engine.start();
    return engine;
  }

  private Engine prepare(long fence) {
    Engines engines =
        new Engines(
            adapter,
            voice,
            transactions,
            new TableOutbox(),
            Clock.systemUTC(),
            config(),
            config(TableConfig.class, "mlconnector.tables.", tableSettings),
            alarm,
            LAPSE,
            registry,
            value -> "hashed " + value.length(),
            connection -> paused,
            point -> probe.at(point));
    Engine engine =
        engines.open(new TableLease(fence), new FakeVendor(CONNECTION), document(), deaths::add);
    this.engines.add(engine);
    return engine;
  }

  ConnectionDocument document() {
    return new ConnectionDocument(
        CONNECTION,
        "desk",
        "test",
        null,
        true,
        URI.create("http://localhost"),
        ZoneOffset.UTC,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        massChange,
        null);
  }

  /** Makes deliveries durable, as messages of the topic would be, and tells the owners. */
  void send(Delivery... deliveries) {
    accept.accept(
        Arrays.stream(deliveries)
            .map(delivery -> Arrival.of("t-0-0", CanonicalJson.bytes(delivery)))
            .toList());
    engines.forEach(Engine::wake);
  }

  Delivery organization(String key, String name) {
    return delivery("organization", key, Mode.UPSERT, field("name", name));
  }

  Delivery user(String key, String name, String organization) {
    FieldWrite parent =
        new FieldWrite(
            "organization_id",
            null,
            ref("organization", organization),
            When.ALWAYS,
            false,
            false,
            List.of());
    return delivery("user", key, Mode.UPSERT, field("name", name), parent);
  }

  Delivery delivery(String object, String key, Mode mode, FieldWrite... fields) {
    List<FieldWrite> all = new ArrayList<>(List.of(fields));
    all.add(field("external_id", key));
    return new Delivery(
        UUID.randomUUID().toString(),
        ref(object, key),
        mode,
        "route",
        1,
        Journey.begin(),
        new Sequence(1, ++number),
        1,
        all,
        List.of("name"),
        Map.of(),
        null,
        Instant.now());
  }

  static Ref ref(String object, String key) {
    return new Ref(CONNECTION, object, new RecordKey("erp", "customer", key));
  }

  static FieldWrite field(String path, String value) {
    JsonNode text = value == null ? null : TextNode.valueOf(value);
    return new FieldWrite(path, text, null, When.ALWAYS, false, false, List.of(path));
  }

  List<Outcome> outcomes() {
    return told("outcomes").stream().map(text -> CanonicalJson.read(text, Outcome.class)).toList();
  }

  /** How many outcomes were told, without reading them. */
  long outcomesTold() {
    return number("select count(*) from told where topic = 'outcomes'");
  }

  List<String> results(Delivery delivery) {
    return outcomes().stream()
        .filter(outcome -> outcome.delivery().equals(delivery.id()))
        .map(outcome -> outcome.result().name())
        .toList();
  }

  List<AuditEvent> audit(AuditEvent.Step step) {
    return told("audit").stream()
        .map(text -> CanonicalJson.read(text, AuditEvent.class))
        .filter(event -> event.step() == step)
        .toList();
  }

  private List<String> told(String topic) {
    return transactions.inTransaction(
        sql ->
            Query.list(
                sql,
                row -> row.getString(1),
                "select value from told where topic = ? order by id",
                topic));
  }

  /** Waits until nothing is left to be done. */
  void settled() {
    until("nothing is left", () -> count("inbox") == 0 && count("attempt") == 0);
  }

  void until(String what, java.util.concurrent.Callable<Boolean> condition) {
    await(what).atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  long count(String table) {
    return number("select count(*) from " + table);
  }

  long number(String query) {
    return transactions.inTransaction(sql -> Query.number(sql, query));
  }

  List<String> texts(String query) {
    return transactions.inTransaction(sql -> Query.list(sql, row -> row.getString(1), query));
  }

  void execute(String text) {
    transactions.run(
        sql -> {
          try (var statement = sql.createStatement()) {
            statement.execute(text);
          }
        });
  }

  @Override
  public void close() {
    engines.forEach(Engine::close);
    database.close();
  }
}
