package io.mlconnector.flow.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mlconnector.embedded.Backbone;
import io.mlconnector.flow.TestConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsumerLoopTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final String group = "g-" + UUID.randomUUID();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<ConsumerLoops> all = new ArrayList<>();
  private final List<String> handled = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    Backbone.shared().kafka().start();
    all.forEach(ConsumerLoops::close);
  }

  @Test
  void everythingFromTheBeginningIsHandledInOrder() {
    String topic = TestKafka.topic(1);
    TestKafka.write(topic, 1, 0, 2_000);

    start(topic, this::take);

    await().atMost(LONG).until(() -> handled.size() >= 2_000);
    assertThat(handled).isEqualTo(numbers(0, 2_000));
  }

  @Test
  void aBatchIsHandledUntilItWorksAndNothingElseIsReadMeanwhile() {
    String topic = TestKafka.topic(1);
    TestKafka.write(topic, 1, 0, 3);
    List<List<String>> seen = new CopyOnWriteArrayList<>();
    AtomicInteger failures = new AtomicInteger(4);
    ConsumerLoop loop =
        start(
            topic,
            batch -> {
              seen.add(batch.stream().map(TestKafka::text).toList());
              if (failures.getAndDecrement() > 0) {
                TestKafka.write(topic, 1, 100, 1);
                throw new IllegalStateException("refused by the test");
              }
              take(batch);
            });

    await().atMost(LONG).until(() -> handled.size() >= 3);

    assertThat(seen.subList(0, 5)).containsOnly(seen.get(0));
    await().atMost(LONG).until(() -> handled.size() >= 7);
    assertThat(handled).startsWith("0", "1", "2").endsWith("100", "100", "100", "100");
    assertThat(loop.isPaused()).isFalse();
    assertThat(loop.trouble()).isNull();
  }

  @Test
  void whileABatchWaitsTheLoopIsAliveAndSaysSo() {
    String topic = TestKafka.topic(1);
    TestKafka.write(topic, 1, 0, 3);
    ConsumerLoop loop = start(topic, ConsumerLoopTest::refuse);

    await().atMost(LONG).until(loop::isPaused);

    assertThat(loop.isHealthy()).isTrue();
    assertThat(loop.trouble()).isEqualTo("IllegalStateException");
    assertThat(meters.get("mlconnector.consumer.paused").gauge().value()).isEqualTo(1);
    var health = new ConsumersAlive(all.get(0)).call();
    assertThat(health.getStatus().name()).isEqualTo("UP");
    assertThat(health.getData().orElseThrow().values())
        .containsExactly("waits after IllegalStateException");
  }

  @Test
  void aLoopThatEndsByAFaultFailsLiveness() {
    String topic = TestKafka.topic(1);
    TestKafka.write(topic, 1, 0, 1);
    ConsumerLoop loop =
        start(
            topic,
            batch -> {
              throw new StackOverflowError("thrown by the test");
            });

    await().dontCatchUncaughtExceptions().atMost(LONG).until(() -> !loop.isHealthy());

    assertThat(new ConsumersAlive(all.get(0)).call().getStatus().name()).isEqualTo("DOWN");
  }

  @Test
  void offsetsAreCommittedOnlyOnceTheHandlerHasReturned() {
    String topic = TestKafka.topic(1);
    TestKafka.write(topic, 1, 0, 10);
    ConsumerLoop first = start(topic, ConsumerLoopTest::refuse);
    await().atMost(LONG).until(first::isPaused);
    first.close();

    ConsumerLoop second = start(topic, this::take);
    await().atMost(LONG).until(() -> handled.size() >= 10);
    second.close();
    TestKafka.write(topic, 1, 10, 1);
    start(topic, this::take);

    await().atMost(LONG).until(() -> handled.size() >= 11);
    assertThat(handled).isEqualTo(numbers(0, 11));
  }

  @Test
  void closingWhileABatchIsHandledKeepsItsOffsets() {
    String topic = TestKafka.topic(1);
    TestKafka.write(topic, 1, 0, 10);
    AtomicBoolean entered = new AtomicBoolean();
    AtomicBoolean go = new AtomicBoolean();
    ConsumerLoop first =
        start(
            topic,
            batch -> {
              entered.set(true);
              await().atMost(LONG).untilTrue(go);
              take(batch);
            });
    await().atMost(LONG).untilTrue(entered);
    Thread closing = new Thread(first::close);
    closing.start();
    await().atMost(LONG).until(first::isClosed);
    go.set(true);
    await().atMost(LONG).until(() -> !closing.isAlive());

    TestKafka.write(topic, 1, 10, 1);
    start(topic, this::take);

    await().atMost(LONG).until(() -> handled.contains("10"));
    assertThat(handled).isEqualTo(numbers(0, 11));
  }

  @Test
  void aBatchThatWaitsOnPurposeIsNoTroubleAndIsHandledOnceItMay() {
    String topic = TestKafka.topic(1);
    TestKafka.write(topic, 1, 0, 3);
    AtomicBoolean may = new AtomicBoolean();
    ConsumerLoop loop =
        start(
            topic,
            batch -> {
              if (!may.get()) {
                throw new NotNow("everything is paused");
              }
              take(batch);
            });
    await().atMost(LONG).until(loop::isPaused);

    assertThat(loop.isStuck()).isFalse();
    assertThat(loop.isHeld()).isTrue();
    assertThat(loop.trouble()).isNull();

    may.set(true);
    await().atMost(LONG).untilAsserted(() -> assertThat(handled).isEqualTo(numbers(0, 3)));
  }

  @Test
  void whatAWaitingBatchHasOfAPartitionIsHandledByTheMemberThatGetsIt() {
    String topic = TestKafka.topic(4);
    TestKafka.write(topic, 40, 0, 400);
    AtomicBoolean works = new AtomicBoolean();
    Set<String> first = ConcurrentHashMap.newKeySet();
    ConsumerLoop waiting =
        start(
            topic,
            batch -> {
              if (!works.get()) {
                throw new IllegalStateException("refused by the test");
              }
              batch.forEach(record -> first.add(TestKafka.text(record)));
            });
    await().atMost(LONG).until(waiting::isPaused);

    start(topic, this::take);
    await().atMost(LONG).until(() -> !handled.isEmpty());
    works.set(true);

    // A commit that meets a rebalance is refused and its records come again, so both may have some.
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              Set<String> union = new TreeSet<>(first);
              union.addAll(handled);
              assertThat(union).hasSize(400);
            });
  }

  @Test
  void theRecordsOfAPartitionThatGoesElsewhereLeaveAWaitingBatch() {
    TopicPartition goes = new TopicPartition("t", 0);
    TopicPartition stays = new TopicPartition("t", 1);
    MockConsumer<String, byte[]> kafka = assigned(goes, stays);
    kafka.schedulePollTask(
        () -> {
          kafka.addRecord(new ConsumerRecord<>("t", 0, 0, "k", new byte[] {'0'}));
          kafka.addRecord(new ConsumerRecord<>("t", 1, 0, "k", new byte[] {'1'}));
        });
    AtomicBoolean works = new AtomicBoolean();
    try (ConsumerLoop loop =
        start(
            kafka,
            batch -> {
              if (!works.get()) {
                throw new IllegalStateException("refused by the test");
              }
              take(batch);
            })) {
      await().atMost(LONG).until(loop::isPaused);
      AtomicBoolean gone = new AtomicBoolean();
      kafka.schedulePollTask(
          () -> {
            kafka.rebalance(List.of(stays));
            gone.set(true);
          });
      await().atMost(LONG).untilTrue(gone);

      works.set(true);

      await().atMost(LONG).until(() -> !loop.isPaused());
      assertThat(handled).containsExactly("1");
    }
  }

  @Test
  void aWaitingBatchThatGoesElsewhereAsAWholeDoesNotKeepTheOtherPartitionsPaused() {
    TopicPartition goes = new TopicPartition("t", 0);
    TopicPartition stays = new TopicPartition("t", 1);
    MockConsumer<String, byte[]> kafka = assigned(goes, stays);
    kafka.schedulePollTask(
        () -> kafka.addRecord(new ConsumerRecord<>("t", 0, 0, "k", new byte[] {'0'})));
    try (ConsumerLoop loop =
        start(
            kafka,
            batch -> {
              if (batch.get(0).partition() == goes.partition()) {
                throw new IllegalStateException("refused by the test");
              }
              take(batch);
            })) {
      await().atMost(LONG).until(loop::isPaused);

      kafka.schedulePollTask(() -> kafka.rebalance(List.of(stays)));
      kafka.schedulePollTask(
          () -> kafka.addRecord(new ConsumerRecord<>("t", 1, 0, "k", new byte[] {'1'})));

      await().atMost(Duration.ofSeconds(15)).until(() -> handled.contains("1"));
      assertThat(loop.isPaused()).isFalse();
    }
  }

  @Test
  void topicsOfAPatternAreFoundWhenTheyAppear() {
    String topic = TestKafka.topic(1);
    String prefix = topic.substring(0, 20);
    Subscription pattern =
        Subscription.to("pattern", group, Pattern.compile(Pattern.quote(prefix) + ".*"));
    loops().start(pattern, this::take);

    TestKafka.write(topic, 1, 0, 5);

    await().atMost(LONG).until(() -> handled.size() == 5);
  }

  private void take(List<ConsumerRecord<String, byte[]>> batch) {
    batch.forEach(record -> handled.add(TestKafka.text(record)));
  }

  private static void refuse(List<ConsumerRecord<String, byte[]>> batch) {
    throw new IllegalStateException("refused by the test");
  }

  private static List<String> numbers(int from, int to) {
    return java.util.stream.IntStream.range(from, to).mapToObj(String::valueOf).toList();
  }

  private ConsumerLoop start(String topic, BatchHandler handler) {
    return loops().start(Subscription.to("loop" + all.size(), group, Set.of(topic)), handler);
  }

  private ConsumerLoop start(MockConsumer<String, byte[]> kafka, BatchHandler handler) {
    Subscription subscription = Subscription.to("mock", group, Set.of("t"));
    return new ConsumerLoop(subscription, () -> kafka, handler, () -> {}).start();
  }

  private static MockConsumer<String, byte[]> assigned(TopicPartition... partitions) {
    MockConsumer<String, byte[]> kafka = new MockConsumer<>("earliest");
    List.of(partitions).forEach(each -> kafka.updateBeginningOffsets(Map.of(each, 0L)));
    kafka.schedulePollTask(() -> kafka.rebalance(List.of(partitions)));
    return kafka;
  }

  private ConsumerLoops loops() {
    ConsumerLoops loops = new ConsumerLoops(TestConfig.of(), TestKafka.settings(), meters);
    all.add(loops);
    return loops;
  }
}
