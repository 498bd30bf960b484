package io.mlconnector.platform.vendor.transport;

import io.mlconnector.flow.egress.AddressRule;
import java.time.Duration;
import javax.net.ssl.TrustManager;

/**
 * How one connection's transport behaves.
 *
 * @param maxAnswer how many bytes of an answer are read, after decompression
 * @param concurrency how many connections are open at a time
 * @param proxies which hosts are reached through which proxy
 * @param trust null for the certificates that the JVM trusts
 */
public record TransportSettings(
    Duration connectTimeout,
    Duration keepAlive,
    long maxAnswer,
    int concurrency,
    AddressRule addresses,
    Proxies.Way proxies,
    TrustManager trust) {}
