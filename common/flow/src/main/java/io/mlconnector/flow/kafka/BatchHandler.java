package io.mlconnector.flow.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes what came in; offsets are committed once it has returned. */
@FunctionalInterface
public interface BatchHandler {

  /**
   * Makes the batch durable. What one record cannot do to itself is the handler's concern (parking
   * it); an exception means that nothing was taken, and the same batch comes again.
   *
   * @param batch in the order of each partition; may come again after a crash or a rebalance
   */
  void handle(List<ConsumerRecord<String, byte[]>> batch) throws Exception;
}
