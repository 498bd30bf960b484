package io.mlconnector.platform.vendor.transport;

import io.mlconnector.flow.egress.AddressRule;
import java.time.Duration;

/**
 * How one connection's transport behaves.
 *
 * @param maxAnswer how many bytes of an answer are read, after decompression
 * @param concurrency how many connections are open at a time
 * @param proxies which hosts are reached through which proxy
 * @param tls null for the authorities that the JVM trusts, and no certificate of ours
 */
public record TransportSettings(
    Duration connectTimeout,
    Duration keepAlive,
    long maxAnswer,
    int concurrency,
    AddressRule addresses,
    Proxies.Way proxies,
    ClientTls tls) {

  public TransportSettings {
    tls = tls == null ? ClientTls.USUAL : tls;
  }
}
