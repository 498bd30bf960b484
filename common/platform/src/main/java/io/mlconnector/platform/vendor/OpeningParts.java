package io.mlconnector.platform.vendor;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.platform.vendor.budget.Pauses;
import io.mlconnector.platform.vendor.signin.SignInMemory;
import io.mlconnector.platform.vendor.transport.Proxies;
import io.mlconnector.spi.Adapter;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiFunction;
import javax.net.ssl.X509TrustManager;

/**
 * What all connections of an adapter have in common.
 *
 * @param writeTimeout where the connection names none
 * @param local whether this is the local run
 * @param lapse how fast the vendor's time passes
 * @param trust null for what the JVM trusts
 */
record OpeningParts(
    Adapter adapter,
    Vertx vertx,
    VendorConfig config,
    Duration writeTimeout,
    boolean local,
    TimeLapse lapse,
    Proxies proxies,
    X509TrustManager trust,
    BiFunction<String, Lease, SignInMemory> signIns,
    BiFunction<String, Lease, Pauses> pauses,
    CertificateTable certificates,
    Attention attention,
    Clock clock,
    MeterRegistry meters) {

  /** The same for a try that is told to nobody and kept in that memory only. */
  OpeningParts trying(SignInMemory memory) {
    Attention nobody =
        new Attention() {
          @Override
          public void needed(String connection, String reason) {}

          @Override
          public void over(String connection) {}
        };
    return new OpeningParts(
        adapter,
        vertx,
        config,
        writeTimeout,
        local,
        lapse,
        proxies,
        trust,
        (connection, lease) -> memory,
        pauses,
        certificates,
        nobody,
        clock,
        new SimpleMeterRegistry());
  }
}
