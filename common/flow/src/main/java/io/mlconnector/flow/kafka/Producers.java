package io.mlconnector.flow.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Gives the holder of a lease its producer. */
@ApplicationScoped
public class Producers {

  private final FlowConfig config;
  private final KafkaSettings kafka;
  private final Transactions transactions;
  private final MeterRegistry meters;

  public Producers(
      FlowConfig config, KafkaSettings kafka, Transactions transactions, MeterRegistry meters) {
    this.config = config;
    this.kafka = kafka;
    this.transactions = transactions;
    this.meters = meters;
  }

  /** A producer that sends while the lease holds; close it when the lease ends. */
  public FencedProducer open(Lease lease) {
    String id = config.topics().prefix().orElse("") + config.service() + "/" + lease.name();
    Map<String, Object> settings = kafka.producer(id);
    return new MeteredProducer(
        new LeaseProducer(
            lease,
            transactions,
            () -> new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())),
        meters);
  }
}
