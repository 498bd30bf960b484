package io.mlconnector.platform.owner;

import io.mlconnector.flow.kafka.FencedProducer;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.platform.connection.ConnectionStates;
import io.mlconnector.platform.connection.ConnectionStore;
import io.mlconnector.platform.connection.Connections;
import io.mlconnector.platform.vendor.VendorConnections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What the ownership of a connection is made of.
 *
 * @param producers opens the producer of a lease
 * @param relay sends the lease's lane of the outbox, until closed
 */
record OwnerParts(
    ConnectionStore store,
    Connections connections,
    ConnectionStates states,
    VendorConnections vendor,
    Function<Lease, FencedProducer> producers,
    BiFunction<Lease, FencedProducer, AutoCloseable> relay,
    List<OwnedWork> works,
    OwnedConnections owned) {}
