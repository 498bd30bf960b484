package io.mlconnector.platform.vendor.transport;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Is told what becomes of TLS with hosts, on the threads of calls. */
@FunctionalInterface
public interface Certificates {

  /** A host showed a certificate that holds until then. */
  void seen(String host, Instant ends);

  /**
   * A host answered over TLS; told for every answer.
   *
   * @param host as the request has it
   */
  default void accepted(String host) {}

  /** TLS with a host did not come about; {@code why} says so in a sentence without its subject. */
  default void refused(String host, String why) {}

  /** Tells of certificates only what was not told before. */
  static Certificates news(Certificates to) {
    Map<String, Instant> told = new ConcurrentHashMap<>();
    return new Certificates() {
      @Override
      public void seen(String host, Instant ends) {
        if (!ends.equals(told.put(host, ends))) {
          to.seen(host, ends);
        }
      }

      @Override
      public void accepted(String host) {
        to.accepted(host);
      }

      @Override
      public void refused(String host, String why) {
        to.refused(host, why);
      }
    };
  }
}
