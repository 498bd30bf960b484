package io.mlconnector.flow.recovery;

import io.mlconnector.flow.kafka.BrokerUnavailable;
import io.mlconnector.flow.kafka.FencedProducer;
import io.mlconnector.flow.kafka.TestKafka;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.lease.LeasedWork;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Publishes its fence, commits its fence, and again, as fast as it can, for as long as it believes
 * to be the owner. Run as a program, it is a replica that can be stopped and continued.
 */
final class StampingOwner implements LeasedWork {

  static final String LEASE = "connection/stamped";

  private final Service service;
  private final String topic;

  StampingOwner(Service service, String topic) {
    this.service = service;
    this.topic = topic;
  }

  @Override
  public Set<String> wanted() {
    return Set.of(LEASE);
  }

  @Override
  public AutoCloseable start(Lease lease) {
    FencedProducer producer = service.producers.open(lease);
    Thread thread = new Thread(() -> stamp(lease, producer), "stamps");
    thread.start();
    return () -> {
      producer.close();
      thread.interrupt();
      thread.join();
    };
  }

  private void stamp(Lease lease, FencedProducer producer) {
    String fence = String.valueOf(lease.fence());
    while (lease.holds() && !Thread.currentThread().isInterrupted()) {
      try {
        producer.publish(List.of(TestKafka.message(topic, "k", fence)));
        service.transactions.run(
            sql -> {
              lease.guard(sql);
              sql.createStatement().execute("insert into stamp (fence) values (" + fence + ")");
            });
      } catch (LeaseLost e) {
        return;
      } catch (BrokerUnavailable | DatabaseUnavailable e) {
        Thread.yield();
      }
    }
  }

  /** Arguments: JDBC URL, Kafka's address, topic. */
  public static void main(String[] args) throws Exception {
    new Service(
        TestDatabase.at(args[0]),
        TestKafka.settings(args[1]),
        service -> new StampingOwner(service, args[2]));
    // Long enough for any test, which ends the process.
    Thread.sleep(Duration.ofMinutes(10).toMillis());
  }
}
