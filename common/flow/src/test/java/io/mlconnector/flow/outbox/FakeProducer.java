package io.mlconnector.flow.outbox;

import io.mlconnector.flow.kafka.FencedProducer;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeaseLost;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Keeps what is sent, and fails as it is told. */
final class FakeProducer implements FencedProducer {

  final List<Message> sent = new CopyOnWriteArrayList<>();
  volatile int failures;
  volatile int calls;
  volatile String refused;
  volatile String refusedTopic;
  volatile Lease lease;
  volatile Supplier<Error> afterNext;
  volatile Runnable before = () -> {};

  @Override
  public void publish(List<Message> messages) {
    calls++;
    before.run();
    if (lease != null && !lease.holds()) {
      throw new LeaseLost(lease.name(), lease.fence());
    }
    if (failures > 0) {
      failures--;
      throw OutboxTest.away();
    }
    for (Message message : messages) {
      if (message.topic().equals(refusedTopic)) {
        throw OutboxTest.refuse(message, true);
      }
      if (refused != null && refused.equals(text(message))) {
        throw OutboxTest.refuse(message, false);
      }
    }
    sent.addAll(messages);
    Supplier<Error> after = afterNext;
    afterNext = null;
    if (after != null) {
      throw after.get();
    }
  }

  List<String> texts() {
    return sent.stream().map(FakeProducer::text).toList();
  }

  static String text(Message message) {
    return message.value() == null ? null : new String(message.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    lease = null;
  }
}
