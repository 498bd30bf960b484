package io.mlconnector.flow.kafka;

import java.util.List;

/**
 * Sends under a lease: a transactional producer whose transactional id is the lease's name, so a
 * former owner's sends are refused by the broker.
 */
public interface FencedProducer extends AutoCloseable {

  /**
   * Sends all or nothing, and returns when all is acknowledged. Messages of one key arrive in the
   * order of the list.
   *
   * @throws io.mlconnector.flow.lease.LeaseLost where another replica has taken over
   * @throws BrokerUnavailable where it is not known to have been sent; send again
   * @throws MessageRefused where one message can never be sent; nothing was sent
   */
  void publish(List<Message> messages);

  /**
   * Refuses former owners' sends from now on. Called before the first read of what is to be
   * published: a former owner that wakes up could otherwise publish an older state afterwards.
   *
   * @throws io.mlconnector.flow.lease.LeaseLost where another replica has taken over
   * @throws BrokerUnavailable where it is not known to be done; call again
   */
  default void fence() {
    publish(List.of());
  }

  @Override
  void close();
}
