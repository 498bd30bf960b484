package io.mlconnector.flow.kafka;

import static io.mlconnector.flow.kafka.TestKafka.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mlconnector.embedded.Backbone;
import io.mlconnector.flow.TestConfig;
import io.mlconnector.flow.lease.FakeLease;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.sql.TestDatabase;
import io.mlconnector.flow.sql.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProducersTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final String name = "connection/" + UUID.randomUUID();
  private final List<FencedProducer> opened = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private TestDatabase database;
  private Producers producers;
  private String topic;

  @BeforeEach
  void open() {
    database = new TestDatabase(Backbone.shared().postgres());
    producers =
        new Producers(
            TestConfig.of("topics.prefix", "x."),
            TestKafka.settings(),
            new Transactions(database.pool()),
            meters);
    topic = TestKafka.topic(1);
  }

  @AfterEach
  void close() {
    opened.forEach(FencedProducer::close);
    Backbone.shared().kafka().start();
    database.close();
  }

  @Test
  void whatIsPublishedIsReadInItsOrderWithItsHeaders() {
    FencedProducer producer = open(new FakeLease(name, 1));

    producer.publish(
        List.of(
            new Message(topic, "a", Map.of("ce_id", "ä"), "1".getBytes()),
            message(topic, "a", "2"),
            new Message(topic, "a", Map.of(), null)));
    producer.publish(List.of(message(topic, "a", "3")));
    assertThat(meters.get("mlconnector.kafka.sent").counter().count()).isEqualTo(4);
    assertThat(meters.get("mlconnector.kafka.transactions").tag("result", "sent").timer().count())
        .isEqualTo(2);

    assertThat(TestKafka.texts(topic)).containsExactly("1", "2", null, "3");
    assertThat(Headers.of(TestKafka.read(topic).get(0))).isEqualTo(Map.of("ce_id", "ä"));
  }

  @Test
  void aStalledFormerOwnersPublishIsRefusedByTheBroker() {
    FakeLease stalled = new FakeLease(name, 1);
    FencedProducer former = open(stalled);
    former.publish(List.of(message(topic, "a", "1")));
    FencedProducer owner = open(new FakeLease(name, 2));
    owner.fence();
    stalled.takenOver();

    assertThatThrownBy(() -> former.publish(List.of(message(topic, "a", "stale"))))
        .isInstanceOf(LeaseLost.class);
    owner.publish(List.of(message(topic, "a", "2")));
    assertThat(TestKafka.texts(topic)).containsExactly("1", "2");
  }

  @Test
  void aFormerOwnerThatOpensItsProducerLateSendsNothingAndTheOwnerGoesOn() {
    FakeLease stalled = new FakeLease(name, 1);
    FencedProducer former = open(stalled);
    FencedProducer owner = open(new FakeLease(name, 2));
    owner.publish(List.of(message(topic, "a", "1")));
    stalled.takenOver();

    assertThatThrownBy(() -> former.publish(List.of(message(topic, "a", "stale"))))
        .isInstanceOf(LeaseLost.class);
    assertThatThrownBy(() -> owner.publish(List.of(message(topic, "a", "2"))))
        .isInstanceOf(BrokerUnavailable.class);
    owner.publish(List.of(message(topic, "a", "2")));

    assertThat(TestKafka.texts(topic)).containsExactly("1", "2");
  }

  @Test
  void aLostLeaseSendsNothing() {
    FakeLease lease = new FakeLease(name, 1);
    FencedProducer producer = open(lease);
    lease.lose();

    assertThatThrownBy(() -> producer.publish(List.of(message(topic, "a", "1"))))
        .isInstanceOf(LeaseLost.class);
    assertThat(TestKafka.texts(topic)).isEmpty();
  }

  @Test
  void aMessageThatIsTooLargeIsNamedAndNothingOfItsBatchIsSent() {
    FencedProducer producer = open(new FakeLease(name, 1));
    Message large = new Message(topic, "b", Map.of(), new byte[(1 << 20) + 1]);

    assertThatThrownBy(
            () ->
                producer.publish(
                    List.of(message(topic, "a", "1"), large, message(topic, "c", "3"))))
        .isInstanceOfSatisfying(MessageRefused.class, e -> assertThat(e.refused()).isSameAs(large));

    producer.publish(List.of(message(topic, "a", "4")));
    assertThat(TestKafka.texts(topic)).containsExactly("4");
  }

  @Test
  void aMessageThatTheBrokerFindsTooLargeIsNamedToo() {
    String small = TestKafka.topic(1, "max.message.bytes", "100000");
    FencedProducer producer = open(new FakeLease(name, 1));
    byte[] noise = new byte[200_000];
    new java.util.Random(1).nextBytes(noise);
    Message large = new Message(small, "b", Map.of(), noise);

    assertThatThrownBy(() -> producer.publish(List.of(message(small, "a", "1"), large)))
        .isInstanceOfSatisfying(MessageRefused.class, e -> assertThat(e.refused()).isSameAs(large));
    producer.publish(List.of(message(small, "a", "2")));
    assertThat(TestKafka.texts(small)).containsExactly("2");
  }

  @Test
  void messagesOf900KilobytesAreTaken() {
    FencedProducer producer = open(new FakeLease(name, 1));
    byte[] noise = new byte[900_000];
    new java.util.Random(1).nextBytes(noise);

    producer.publish(
        List.of(
            new Message(topic, "a", Map.of(), noise), new Message(topic, "b", Map.of(), noise)));

    assertThat(TestKafka.read(topic)).extracting(r -> r.value().length).containsOnly(900_000);
  }

  @Test
  void whileTheBrokerIsAwayItSaysSoAndAfterwardsItGoesOn() {
    FencedProducer producer = open(new FakeLease(name, 1));
    producer.publish(List.of(message(topic, "a", "1")));
    Backbone.shared().kafka().stop();

    assertThatThrownBy(() -> producer.publish(List.of(message(topic, "a", "2"))))
        .isInstanceOf(BrokerUnavailable.class);

    Backbone.shared().kafka().start();
    await()
        .atMost(LONG)
        .ignoreException(BrokerUnavailable.class)
        .until(
            () -> {
              producer.publish(List.of(message(topic, "a", "3")));
              return true;
            });
    assertThat(TestKafka.texts(topic)).startsWith("1").endsWith("3");
  }

  @Test
  void closingEndsASendThatWaitsForTheBroker() {
    FencedProducer producer = open(new FakeLease(name, 1));
    Backbone.shared().kafka().stop();
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(() -> producer.publish(List.of(message(topic, "a", "1"))));
    await().pollDelay(Duration.ofSeconds(1)).until(() -> !sending.isDone());

    producer.close();

    // A send that had waited in vain would say that the broker is away.
    assertThat(sending)
        .failsWithin(LONG)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(LeaseLost.class);
  }

  private FencedProducer open(FakeLease lease) {
    FencedProducer producer = producers.open(lease);
    opened.add(producer);
    return producer;
  }
}
