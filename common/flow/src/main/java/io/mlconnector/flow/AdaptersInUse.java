package io.mlconnector.flow;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** Where the adapters are, of the systems in use: those that were given an address. */
public final class AdaptersInUse {

  private AdaptersInUse() {}

  /** Addresses by system, such as {@code oracle-fusion}, in the order of their names. */
  public static Map<String, URI> of(FlowConfig config) {
    Map<String, URI> addresses = new TreeMap<>();
    config
        .adapters()
        .forEach((system, peer) -> peer.url().ifPresent(url -> addresses.put(system, url)));
    return addresses;
  }
}
