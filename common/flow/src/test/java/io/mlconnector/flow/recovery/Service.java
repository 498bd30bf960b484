package io.mlconnector.flow.recovery;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.TestConfig;
import io.mlconnector.flow.kafka.ConsumerLoops;
import io.mlconnector.flow.kafka.FencedProducer;
import io.mlconnector.flow.kafka.KafkaSettings;
import io.mlconnector.flow.kafka.Producers;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeasedWork;
import io.mlconnector.flow.lease.Leases;
import io.mlconnector.flow.lease.TestLeases;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.outbox.OutboxRelay;
import io.mlconnector.flow.outbox.SqlOutbox;
import io.mlconnector.flow.sql.Notifications;
import io.mlconnector.flow.sql.TestDatabase;
import io.mlconnector.flow.sql.Transactions;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** One replica of a service with everything that is real: leases, producers, outbox, loops. */
final class Service implements AutoCloseable {

  static final String LANE = "mapping/outbox";

  final FlowConfig config = TestConfig.of("lease.ttl", "2s", "lease.renew", "100ms");
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final AgroalDataSource pool;
  final Transactions transactions;
  final Notifications notifications;
  final Producers producers;
  final OutboxRelay relay;
  final Outbox outbox;
  final ConsumerLoops loops;
  final Leases leases;

  Service(TestDatabase database, KafkaSettings kafka, Function<Service, LeasedWork> work) {
    pool = database.pool();
    transactions = new Transactions(pool);
    notifications = new Notifications(pool);
    producers = new Producers(config, kafka, transactions, meters);
    relay = new OutboxRelay(transactions, notifications, meters);
    outbox = new SqlOutbox(relay);
    loops = new ConsumerLoops(config, kafka, meters);
    leases = TestLeases.of(pool, transactions, config, List.of(work.apply(this)), meters);
    leases.start();
  }

  /** Sends the outbox. */
  static LeasedWork relaying(Service service) {
    return new LeasedWork() {
      @Override
      public Set<String> wanted() {
        return Set.of(LANE);
      }

      @Override
      public AutoCloseable start(Lease lease) {
        FencedProducer producer = service.producers.open(lease);
        AutoCloseable sending = service.relay.start(lease, producer);
        return () -> {
          sending.close();
          producer.close();
        };
      }
    };
  }

  /** Ends without a word to the database. */
  void die() {
    pool.close();
  }

  @Override
  public void close() {
    loops.close();
    leases.stop();
    notifications.close();
  }
}
