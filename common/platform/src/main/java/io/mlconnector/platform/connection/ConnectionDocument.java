package io.mlconnector.platform.connection;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * A connection as people write it, in REST and YAML alike. Secrets are not in it: they are kept
 * apart, encrypted.
 *
 * @param id immutable; lower case letters, digits and dashes
 * @param auth {@code mode} and the mode's settings that are not secret
 * @param streams per stream, how it is polled; absent ones follow the defaults
 * @param concurrency how many calls at a time; null for the vendor's default
 * @param share which part of the vendor's budgets we may spend, over 0 up to 1; null for 0.6
 * @param proxy HTTP proxy for this connection; null for the global one
 * @param egress networks beside public addresses that the base URL may resolve to, as CIDR
 * @param writeTimeout how long one write call may take; null for the default
 * @param massChange when a cycle's deactivations stop and ask a person
 * @param tls who vouches for the vendor's hosts and what we show them; null for nothing special
 */
public record ConnectionDocument(
    String id,
    String system,
    String environment,
    String displayName,
    boolean enabled,
    URI baseUrl,
    ZoneId timeZone,
    Map<String, String> auth,
    Map<String, Object> settings,
    Map<String, StreamDocument> streams,
    Integer concurrency,
    Double share,
    URI proxy,
    List<String> egress,
    Duration writeTimeout,
    MassChange massChange,
    Tls tls) {

  /**
   * How TLS is spoken with the vendor's hosts. Texts are PEM, or references to it; of the key and
   * its password only references are here.
   *
   * @param ca certificates of authorities that vouch for the vendor's hosts, in place of those that
   *     this service trusts anyway; null for these
   * @param publicToo whether those vouch beside {@code ca}; null for no
   * @param certificate our certificate, then those that vouch for it; null for none
   * @param key where its key is; null where it is stored
   * @param keyPassword where the key's password is; null where it is stored or there is none
   * @param serverName the name that the certificate of the base URL's host is for, where that is
   *     another one; null where it is not
   */
  public record Tls(
      String ca,
      Boolean publicToo,
      String certificate,
      String key,
      String keyPassword,
      String serverName) {}

  /**
   * How one stream is polled.
   *
   * @param every interval; null where {@code cron} is given or the default holds
   * @param cron Quartz-style expression in {@code zone}
   * @param from the first date: an ISO date or instant, or {@code now}; null for everything
   * @param closed windows such as {@code 22:00-04:00} in {@code zone} in which nothing starts
   * @param reconcile time of the nightly full scan in {@code zone}, such as {@code 02:30}
   */
  public record StreamDocument(
      Boolean enabled,
      String every,
      String cron,
      ZoneId zone,
      String from,
      List<String> closed,
      String reconcile) {
    public StreamDocument {
      closed = closed == null ? List.of() : List.copyOf(closed);
    }

    /** Whether this switches on a stream that is off by default. */
    public boolean wanted() {
      return enabled == null ? every != null || cron != null || from != null : enabled;
    }
  }

  /** The mass-change guard: whichever of the two is larger is the limit. */
  public record MassChange(double percent, int atLeast) {
    public static final MassChange DEFAULT = new MassChange(5, 20);
  }

  public ConnectionDocument {
    auth = auth == null ? Map.of() : auth;
    settings = settings == null ? Map.of() : settings;
    streams = streams == null ? Map.of() : streams;
    egress = egress == null ? List.of() : List.copyOf(egress);
  }
}
