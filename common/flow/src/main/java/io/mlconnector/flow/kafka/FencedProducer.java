package io.mlconnector.flow.kafka;

import java.util.List;

/**
 * Sends under a lease: a transactional producer whose transactional id is the lease's name, so a
 * former owner's sends are refused by the broker.
 */
public interface FencedProducer extends AutoCloseable {

  /**
   * Sends all or nothing, and returns when all is acknowledged.
   *
   * @throws io.mlconnector.flow.lease.LeaseLost where another replica has taken over
   * @throws BrokerUnavailable where it is not known to have been sent; send again
   */
  void publish(List<Message> messages);

  @Override
  void close();
}
