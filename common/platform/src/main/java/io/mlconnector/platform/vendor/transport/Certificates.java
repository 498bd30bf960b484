package io.mlconnector.platform.vendor.transport;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Is told until when the certificates of hosts hold. */
@FunctionalInterface
public interface Certificates {

  /** A host showed a certificate that holds until then. */
  void seen(String host, Instant ends);

  /** Tells only what was not told before. */
  static Certificates news(Certificates to) {
    Map<String, Instant> told = new ConcurrentHashMap<>();
    return (host, ends) -> {
      if (!ends.equals(told.put(host, ends))) {
        to.seen(host, ends);
      }
    };
  }
}
