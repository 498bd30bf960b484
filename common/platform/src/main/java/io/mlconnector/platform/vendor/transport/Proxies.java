package io.mlconnector.platform.vendor.transport;

import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Chooses the HTTP proxy of a connection. */
public final class Proxies {

  private final URI global;
  private final List<String> without;

  /**
   * Proxies.
   *
   * @param global for connections that name none; null for none
   * @param without hosts, and domains that begin with a dot, that need no proxy
   */
  public Proxies(URI global, List<String> without) {
    this.global = global;
    this.without = without.stream().map(host -> host.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * The proxy for a connection; null for none.
   *
   * @param own what the connection names; null where it names none
   * @throws IllegalArgumentException where it is not an http URL with a host
   */
  public ProxyOptions choose(URI own, String host) {
    if (own != null) {
      return options(own);
    }
    return global == null || excepted(host.toLowerCase(Locale.ROOT)) ? null : options(global);
  }

  private boolean excepted(String host) {
    return without.stream()
        .anyMatch(rule -> rule.startsWith(".") ? host.endsWith(rule) : host.equals(rule));
  }

  private static ProxyOptions options(URI proxy) {
    if (!"http".equalsIgnoreCase(proxy.getScheme()) || proxy.getHost() == null) {
      throw new IllegalArgumentException("A proxy must look like http://proxy.example.com:3128");
    }
    ProxyOptions options =
        new ProxyOptions()
            .setType(ProxyType.HTTP)
            .setHost(proxy.getHost())
            .setPort(proxy.getPort() < 0 ? 80 : proxy.getPort());
    if (proxy.getUserInfo() != null) {
      String[] user = proxy.getUserInfo().split(":", 2);
      options.setUsername(user[0]).setPassword(user.length > 1 ? user[1] : "");
    }
    return options;
  }
}
