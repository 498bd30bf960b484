package io.mlconnector.flow.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mlconnector.embedded.Backbone;
import io.mlconnector.flow.kafka.ConsumersAlive;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.kafka.Subscription;
import io.mlconnector.flow.kafka.TestKafka;
import io.mlconnector.flow.outbox.RelaysAlive;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Writers → outbox → Kafka → consumer → table, while what it stands on goes down and comes back.
 */
class RestartsTest {

  private static final Duration LONG = Duration.ofSeconds(120);
  private static final int WRITERS = 4;
  private static final int NUMBERS = 400;

  private final String group = "g-" + UUID.randomUUID();
  private final List<Service> services = new ArrayList<>();
  private final AtomicInteger written = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private TestDatabase database;
  private String topic;

  @BeforeEach
  void open() throws Exception {
    database = new TestDatabase(Backbone.shared().postgres());
    topic = TestKafka.topic(3);
    try (Connection sql = database.pool().getConnection()) {
      sql.createStatement().execute("create table received (id bigserial, key text, number int)");
    }
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    Backbone.shared().postgres().start();
    Backbone.shared().kafka().start();
    services.parallelStream().forEach(Service::close);
    database.close();
  }

  @Test
  void whileAllIsUpNothingIsLostOrRepeated() {
    service();
    List<CompletableFuture<Void>> writers = write(services.get(0));

    writers.forEach(CompletableFuture::join);

    awaitAll();
    assertThat(TestDatabase.column(services.get(0).pool, "select count(*) from received"))
        .containsExactly(String.valueOf(WRITERS * NUMBERS));
  }

  @Test
  void aRestartOfTheDatabaseLosesNothingAndKeepsTheOrderOfEveryKey() {
    service();
    service();
    List<CompletableFuture<Void>> writers = write(services.get(0));
    awaitWritten(WRITERS * NUMBERS / 4);
    Backbone.shared().postgres().restart();
    awaitWritten(WRITERS * NUMBERS / 2);
    Backbone.shared().postgres().restart();

    writers.forEach(CompletableFuture::join);

    awaitAll();
  }

  @Test
  void aRestartOfTheBrokerLosesNothingAndKeepsTheOrderOfEveryKey() {
    service();
    service();
    List<CompletableFuture<Void>> writers = write(services.get(0));
    awaitWritten(WRITERS * NUMBERS / 4);
    Backbone.shared().kafka().restart();

    writers.forEach(CompletableFuture::join);

    awaitAll();
  }

  @Test
  void theDeathOfAReplicaLosesNothingAndKeepsTheOrderOfEveryKey() {
    service();
    await().atMost(LONG).until(() -> services.get(0).leases.holds(Service.LANE));
    service();
    List<CompletableFuture<Void>> writers = write(services.get(1));
    awaitWritten(WRITERS * NUMBERS / 4);

    services.get(0).die();
    services.get(0).loops.close();

    writers.forEach(CompletableFuture::join);
    awaitAll();
  }

  private void service() {
    Service service = new Service(database, TestKafka.settings(), Service::relaying);
    services.add(service);
    service.loops.start(
        Subscription.to("received", group, List.of(topic)),
        batch -> service.transactions.run(sql -> store(sql, batch)));
  }

  private static void store(Connection sql, List<ConsumerRecord<String, byte[]>> batch)
      throws SQLException {
    try (var insert = sql.prepareStatement("insert into received (key, number) values (?, ?)")) {
      for (ConsumerRecord<String, byte[]> record : batch) {
        insert.setString(1, record.key());
        insert.setInt(2, Integer.parseInt(TestKafka.text(record)));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Each writer has a key of its own and goes on with a number until it is committed. */
  private List<CompletableFuture<Void>> write(Service service) {
    return IntStream.range(0, WRITERS)
        .mapToObj(w -> CompletableFuture.runAsync(() -> write(service, "w" + w), threads))
        .toList();
  }

  private void write(Service service, String key) {
    for (int number = 0; number < NUMBERS; ) {
      Message message = TestKafka.message(topic, key, String.valueOf(number));
      try {
        service.transactions.run(sql -> service.outbox.add(sql, Service.LANE, List.of(message)));
        service.outbox.wake(Service.LANE);
        written.incrementAndGet();
        number++;
      } catch (DatabaseUnavailable e) {
        Thread.yield();
      }
    }
  }

  private void awaitWritten(int count) {
    await().atMost(LONG).until(() -> written.get() >= count);
  }

  private void awaitAll() {
    Service last = services.get(services.size() - 1);
    await().atMost(LONG).until(() -> received(last).complete(WRITERS, NUMBERS));
    received(last).isInOrder();
    assertThat(new ConsumersAlive(last.loops).call().getStatus()).isEqualTo(Status.UP);
    assertThat(new RelaysAlive(last.relay).call().getStatus()).isEqualTo(Status.UP);
    await()
        .atMost(LONG)
        .until(() -> TestDatabase.column(last.pool, "select 1 from outbox limit 1").isEmpty());
  }

  private static Received received(Service service) {
    Received received = new Received();
    TestDatabase.column(service.pool, "select key || ' ' || number from received order by id")
        .forEach(row -> received.add(row.split(" ")[0], Integer.parseInt(row.split(" ")[1])));
    return received;
  }
}
