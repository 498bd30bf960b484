package io.mlconnector.platform.vendor;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How vendors are called; all keys begin with {@code mlconnector.vendor.}. */
@ConfigMapping(prefix = "mlconnector.vendor")
public interface VendorConfig {

  /** How long connecting may take, TLS included. */
  @WithDefault("5s")
  Duration connectTimeout();

  /** How long a call that only reads may take, all in all. */
  @WithDefault("60s")
  Duration readTimeout();

  /** How long a sign-in may take; a lease is held for at least as long while it is under way. */
  @WithDefault("8s")
  Duration signInTimeout();

  /** How many bytes of an answer are read, after decompression. */
  @WithDefault("32M")
  MemorySize maxAnswer();

  /** How long an idle connection is kept open; below what vendors do, so that ours close first. */
  @WithDefault("10s")
  Duration keepAlive();

  /**
   * How long a call waits for a budget, a place or a pause to end, before it is told to come back.
   */
  @WithDefault("30s")
  Duration budgetWait();

  /**
   * How many times as fast as here time passes at the vendors: for simulated ones whose clock was
   * set to run as fast. Refused outside the local run.
   */
  @WithDefault("1")
  int timeLapse();

  /** What vendors are told in {@code User-Agent} of who calls; their logs show it. */
  @WithDefault("ml-connector")
  String userAgent();

  /** HTTP proxy for connections that name none, such as {@code http://proxy:3128}. */
  Optional<URI> proxy();

  /** Hosts, and domains that begin with a dot, that are reached without the global proxy. */
  Optional<List<String>> noProxy();

  /** Who signs in at the global proxy; so the password is in no variable and no URL. */
  Optional<String> proxyUser();

  /** A file with the password of {@code proxy-user}, read whenever a connection is opened. */
  Optional<Path> proxyPasswordFile();

  /**
   * A PEM file with certificates to trust beside those that the JVM trusts, for all connections
   * that name no authority of their own ({@code tls.ca}).
   */
  Optional<Path> caFile();

  /**
   * How browsers reach this adapter, for consents; by default this machine and the HTTP port.
   * Vendors take https only, or loopback.
   */
  Optional<URI> publicUrl();

  /** Where people find the console; the last page of a consent has a link back to it. */
  Optional<URI> consoleUrl();

  Retry retry();

  Breaker breaker();

  /** Reads are tried again where the vendor did not answer; writes never are. */
  interface Retry {
    /** How often, after the first time. */
    @WithDefault("2")
    int most();

    /** How long to wait before the first one; doubles, with jitter. */
    @WithDefault("500ms")
    Duration first();
  }

  /** Calls fail at once while a vendor does not answer. */
  interface Breaker {
    /** How many calls in a row are looked at. */
    @WithDefault("10")
    int window();

    /** How many of them must have got no answer, as a ratio. */
    @WithDefault("0.8")
    double ratio();

    /** How long no call is made then; after it one goes ahead of the others. */
    @WithDefault("10s")
    Duration rest();
  }
}
