package io.mlconnector.flow.outbox;

import static io.mlconnector.flow.kafka.TestKafka.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mlconnector.embedded.Backbone;
import io.mlconnector.flow.kafka.BrokerUnavailable;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.kafka.MessageRefused;
import io.mlconnector.flow.lease.FakeLease;
import io.mlconnector.flow.sql.Notifications;
import io.mlconnector.flow.sql.TestDatabase;
import io.mlconnector.flow.sql.Transactions;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String LANE = "mapping/outbox";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FakeProducer producer = new FakeProducer();
  private final List<AutoCloseable> open = new ArrayList<>();
  private TestDatabase database;
  private AgroalDataSource pool;
  private Transactions transactions;
  private OutboxRelay relay;
  private Outbox outbox;

  @BeforeEach
  void open() {
    database = new TestDatabase(Backbone.shared().postgres());
    pool = database.pool();
    transactions = new Transactions(pool);
    relay = relay();
    outbox = new SqlOutbox(relay);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
    database.close();
  }

  @Test
  void whatCommitsIsSentInItsOrderAndThenGone() throws Exception {
    add("a", "1", "2");
    add("b", "3");
    open.add(relay.start(new FakeLease(LANE, 1), producer));
    add("a", "4");

    await().atMost(LONG).until(() -> producer.texts().size() == 4);
    assertThat(producer.texts()).containsExactly("1", "2", "3", "4");
    await().atMost(LONG).until(this::isEmpty);
  }

  @Test
  void headersAndTombstonesArriveAsTheyWereAdded() throws Exception {
    Message tombstone = new Message("t", "k", Map.of("ce_id", "ä\"1"), null);
    transactions.run(sql -> outbox.add(sql, LANE, List.of(tombstone)));
    open.add(relay.start(new FakeLease(LANE, 1), producer));

    await().atMost(LONG).until(() -> producer.sent.size() == 1);
    assertThat(producer.sent).containsExactly(tombstone);
  }

  @Test
  void whatIsRolledBackIsNotSent() throws Exception {
    assertThatThrownBy(
            () ->
                transactions.run(
                    sql -> {
                      outbox.add(sql, LANE, List.of(message("t", "a", "never")));
                      throw new IllegalStateException("rolled back by the test");
                    }))
        .isInstanceOf(IllegalStateException.class);
    add("a", "1");
    open.add(relay.start(new FakeLease(LANE, 1), producer));

    await().atMost(LONG).until(this::isEmpty);
    assertThat(producer.texts()).containsExactly("1");
  }

  @Test
  void theOldestMessageTellsHowLongItWaitsAlsoWhileASendHangs() throws Exception {
    add("a", "1");
    transactions.run(
        sql -> sql.createStatement().execute("update outbox set at = now() - interval '1 hour'"));
    CompletableFuture<Void> broker = new CompletableFuture<>();
    producer.before = broker::join;
    open.add(relay.start(new FakeLease(LANE, 1), producer));

    await().atMost(LONG).until(() -> oldest() >= 3600);
    broker.complete(null);
    await().atMost(LONG).until(() -> oldest() == 0);
    assertThat(producer.texts()).containsExactly("1");
  }

  private double oldest() {
    return meters.get("mlconnector.outbox.oldest.seconds").tag("lane", LANE).gauge().value();
  }

  @Test
  void anotherLanesMessagesAreLeftAlone() throws Exception {
    transactions.run(sql -> outbox.add(sql, "connection/x", List.of(message("t", "a", "other"))));
    add("a", "1");
    open.add(relay.start(new FakeLease(LANE, 1), producer));

    await().atMost(LONG).until(() -> producer.sent.size() == 1);
    assertThat(TestDatabase.column(pool, "select lane from outbox")).contains("connection/x");
  }

  @Test
  void anAckThatIsNotFollowedByTheDeleteRepeatsAndLosesNothing() throws Exception {
    add("a", "1", "2");
    producer.afterNext = () -> new Error("killed by the test after the acknowledgement");
    open.add(relay.start(new FakeLease(LANE, 1), producer));
    await().dontCatchUncaughtExceptions().atMost(LONG).until(() -> producer.sent.size() == 2);
    await()
        .dontCatchUncaughtExceptions()
        .atMost(LONG)
        .until(() -> !new RelaysAlive(relay).call().getStatus().name().equals("UP"));

    open.add(relay().start(new FakeLease(LANE, 2), producer));

    await().dontCatchUncaughtExceptions().atMost(LONG).until(this::isEmpty);
    assertThat(producer.texts()).containsExactly("1", "2", "1", "2");
  }

  @Test
  void whileTheBrokerIsAwayMessagesWaitAndKeepTheirOrder() throws Exception {
    producer.failures = 5;
    open.add(relay.start(new FakeLease(LANE, 1), producer));
    for (int i = 0; i < 20; i++) {
      add("a", String.valueOf(i));
    }

    await().atMost(LONG).until(this::isEmpty);
    assertThat(producer.failures).isZero();
    assertThat(producer.texts())
        .isEqualTo(IntStream.range(0, 20).mapToObj(String::valueOf).toList());
  }

  @Test
  void aKeyWhoseMessageIsRefusedWaitsAndTheOthersGoOn() throws Exception {
    add("a", "1", "refused", "3");
    add("b", "4");
    producer.refused = "refused";
    open.add(relay.start(new FakeLease(LANE, 1), producer));
    await().atMost(LONG).until(() -> producer.texts().contains("4"));
    add("a", "5");
    add("c", "6");

    await().atMost(LONG).until(() -> producer.texts().contains("6"));

    assertThat(producer.texts()).containsExactly("1", "4", "6");
    assertThat(meters.get("mlconnector.outbox.stopped").gauge().value()).isEqualTo(1);
    var health = new RelaysAlive(relay).call();
    assertThat(health.getData().orElseThrow().get(LANE).toString()).contains("1 keys stopped");
    assertThat(TestDatabase.column(pool, "select convert_from(value, 'utf8') from outbox"))
        .containsExactly("refused", "3", "5");

    producer.refused = null;

    await().atMost(LONG).until(this::isEmpty);
    assertThat(producer.texts()).containsExactly("1", "4", "6", "refused", "3", "5");
    await().atMost(LONG).until(() -> meters.get("mlconnector.outbox.stopped").gauge().value() == 0);
  }

  @Test
  void aTopicThatTakesNothingIsTriedOnceAndNotForEveryKey() throws Exception {
    for (int i = 0; i < 50; i++) {
      String key = "k" + i;
      transactions.run(sql -> outbox.add(sql, LANE, List.of(message("bad", key, "x"))));
    }
    add("a", "1");
    producer.refusedTopic = "bad";
    open.add(relay.start(new FakeLease(LANE, 1), producer));

    await().atMost(LONG).until(() -> producer.texts().contains("1"));

    assertThat(producer.calls).isLessThanOrEqualTo(3);
  }

  @Test
  void aWriterThatCommitsLateIsNotOvertakenWithinItsLane() throws Exception {
    open.add(relay.start(new FakeLease(LANE, 1), producer));
    CompletableFuture<Void> second;
    try (Connection first = pool.getConnection()) {
      first.setAutoCommit(false);
      outbox.add(first, LANE, List.of(message("t", "a", "1")));
      second = CompletableFuture.runAsync(() -> add("a", "2"));
      transactions.run(sql -> outbox.add(sql, "connection/x", List.of(message("t", "x", "x"))));
      await().during(Duration.ofSeconds(1)).atMost(LONG).until(() -> producer.sent.isEmpty());
      first.commit();
    }

    second.join();
    outbox.wake(LANE);
    await().atMost(LONG).until(() -> producer.sent.size() == 2);
    assertThat(producer.texts()).containsExactly("1", "2");
  }

  @Test
  void manyWritersAtOnceKeepTheOrderOfEveryKey() {
    open.add(relay.start(new FakeLease(LANE, 1), producer));
    List<CompletableFuture<Void>> writers =
        IntStream.range(0, 8).mapToObj(w -> CompletableFuture.runAsync(() -> write(w))).toList();

    writers.forEach(CompletableFuture::join);

    await().atMost(LONG).until(() -> producer.sent.size() == 8 * 50 * 2);
    for (int w = 0; w < 8; w++) {
      String key = "w" + w;
      assertThat(producer.sent.stream().filter(m -> m.key().equals(key)).map(FakeProducer::text))
          .isEqualTo(IntStream.range(0, 100).mapToObj(String::valueOf).toList());
    }
  }

  @Test
  void theReplicaThatHoldsTheLaneIsWokenByTheOthers() throws Exception {
    open.add(relay.start(new FakeLease(LANE, 1), producer));
    Outbox other = new SqlOutbox(relay());
    CompletableFuture<String> heard = new CompletableFuture<>();
    Notifications notifications = new Notifications(pool);
    open.add(notifications::close);
    notifications.listen("outbox", heard::complete);
    await()
        .atMost(LONG)
        .until(
            () -> {
              transactions.run(sql -> other.add(sql, LANE, List.of(message("t", "a", "1"))));
              return heard.isDone();
            });

    assertThat(heard.join()).isEqualTo(LANE);
    await().atMost(LONG).until(this::isEmpty);
  }

  @Test
  void theBacklogIsCounted() throws Exception {
    IntStream.range(0, 30).forEach(i -> add("a", String.valueOf(i)));
    producer.failures = Integer.MAX_VALUE;
    open.add(relay.start(new FakeLease(LANE, 1), producer));

    await()
        .atMost(LONG)
        .until(() -> meters.get("mlconnector.outbox.backlog").gauge().value() == 30);
  }

  @Test
  void aLostLeaseEndsTheRelay() throws Exception {
    FakeLease lease = new FakeLease(LANE, 1);
    producer.lease = lease;
    open.add(relay.start(lease, producer));
    lease.lose();
    add("a", "1");

    await().during(Duration.ofSeconds(2)).atMost(LONG).until(() -> producer.sent.isEmpty());
    assertThat(isEmpty()).isFalse();
  }

  private void write(int writer) {
    for (int i = 0; i < 50; i++) {
      add("w" + writer, String.valueOf(2 * i), String.valueOf(2 * i + 1));
    }
  }

  private void add(String key, String... texts) {
    List<Message> messages = new ArrayList<>();
    for (String text : texts) {
      messages.add(message("t", key, text));
    }
    transactions.run(sql -> outbox.add(sql, LANE, messages));
    outbox.wake(LANE);
  }

  private boolean isEmpty() {
    return TestDatabase.column(pool, "select 1 from outbox limit 1").isEmpty();
  }

  private OutboxRelay relay() {
    Notifications notifications = new Notifications(pool);
    open.add(notifications::close);
    return new OutboxRelay(transactions, notifications, meters, Duration.ofSeconds(1));
  }

  /** Errors that the real producer gives, on demand. */
  static RuntimeException refuse(Message message, boolean topic) {
    return new MessageRefused(
        message, topic ? new InvalidTopicException("t") : new RecordTooLargeException("large"));
  }

  static RuntimeException away() {
    return new BrokerUnavailable(new IllegalStateException("away"));
  }
}
