package io.mlconnector.platform.owner;

import io.mlconnector.flow.kafka.FencedProducer;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.platform.connection.ConnectionDocument;
import io.mlconnector.spi.Connection;

/** A connection while this replica owns it: everything that may be done with it needs this. */
public record Owned(
    Lease lease, ConnectionDocument document, Connection connection, FencedProducer producer) {

  public String id() {
    return document.id();
  }
}
