package io.mlconnector.platform.delivery;

import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.vendor.TimeLapse;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Sink;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Everything that works for one owned connection.
 *
 * @param sinks by object, beside tables
 * @param attempts commits that writes are about to begin, waiting for nothing else
 * @param alarm calls for a person where a table cannot be published
 * @param writeTimeout how long one write may take
 * @param paused whether the connection stands still now
 * @param lapse how fast the vendor's time passes
 * @param hash turns a personal value into what the audit may show
 */
record Desk(
    String system,
    Connection vendor,
    Lease lease,
    Map<String, Sink> sinks,
    Tables tables,
    Duration writeTimeout,
    DeliveryConfig config,
    BooleanSupplier paused,
    TimeLapse lapse,
    Transactions transactions,
    Inbox inbox,
    Links links,
    Claims claims,
    Pulse pulse,
    Pace pace,
    Committer attempts,
    Committer committer,
    Messages messages,
    DeliveryMetrics metrics,
    TableAlarm alarm,
    UnaryOperator<String> hash,
    Probe probe) {

  /** Whether the system has an object of that name. */
  boolean has(String object) {
    return sinks.containsKey(object) || tables.has(object);
  }

  String connection() {
    return vendor.id();
  }
}
