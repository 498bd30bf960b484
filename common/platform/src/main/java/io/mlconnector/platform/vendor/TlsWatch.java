package io.mlconnector.platform.vendor;

import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.platform.vendor.transport.Certificates;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls for attention while TLS with a host of a connection does not come about, which no repeat
 * mends, and takes that back once all of them answer. Calls are tried meanwhile as ever.
 */
final class TlsWatch implements Certificates {

  private static final Log LOG = Log.of(TlsWatch.class);
  private static final String BY = "tls";

  private final String connection;
  private final CertificateTable table;
  private final Attention attention;
  private final Map<String, String> refused = new TreeMap<>();
  private volatile boolean quiet;

  TlsWatch(String connection, CertificateTable table, Attention attention) {
    this.connection = connection;
    this.table = table;
    this.attention = attention.by(BY);
  }

  @Override
  public void seen(String host, Instant ends) {
    table.seen(connection, host, ends);
  }

  @Override
  public synchronized void refused(String host, String why) {
    quiet = false;
    if (why.equals(refused.put(host, why))) {
      return;
    }
    try {
      attention.needed(connection, "TLS: " + host + " " + why);
    } catch (DatabaseUnavailable e) {
      refused.remove(host);
      LOG.warn(e, "That TLS fails is not told yet", "connection", connection, "host", host);
    }
  }

  @Override
  public void accepted(String host) {
    if (!quiet) {
      answered(host);
    }
  }

  /** A former owner may have called, so the first answer takes back too. */
  private synchronized void answered(String host) {
    refused.remove(host);
    if (!refused.isEmpty() || quiet) {
      return;
    }
    try {
      attention.over(connection);
      quiet = true;
    } catch (DatabaseUnavailable e) {
      LOG.warn(e, "That TLS works again is not told yet", "connection", connection);
    }
  }
}
