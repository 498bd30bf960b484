package io.mlconnector.spi;

import java.util.List;

/**
 * The table of contents of one external system: what it needs to connect, what it gives and what it
 * takes. The only CDI bean of an adapter; stateless, called from several threads.
 */
public interface Adapter {

  /** The system's name in configuration and topics, such as {@code oracle-fusion}. */
  String system();

  /** The system's name for people. */
  String title();

  /** What a connection to the system needs. */
  ConnectionSpec connectionSpec();

  /** The vendor's documented budgets for this connection's plan. */
  Limits limits(Settings settings);

  /** What can be read; empty for a system that is only a target. */
  default List<SourceStream<?>> sources() {
    return List.of();
  }

  /** What can be written; empty for a system that is only a source. */
  default List<Sink> sinks() {
    return List.of();
  }

  /** What the system may call us for. */
  default List<Webhook> webhooks() {
    return List.of();
  }

  /**
   * Signs in and looks: who we are, what we may read and write, which privilege is missing.
   *
   * @throws VendorFailure where the system does not let us look
   */
  Check check(Connection connection);
}
