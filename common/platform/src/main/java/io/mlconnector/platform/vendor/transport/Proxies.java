package io.mlconnector.platform.vendor.transport;

import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Chooses the HTTP proxy through which each host of a connection is reached. */
public final class Proxies {

  private final URI global;
  private final List<String> without;
  private final String user;
  private final Path passwordFile;

  /**
   * Proxies.
   *
   * @param global for connections that name none; null for none
   * @param without hosts, and domains that begin with a dot, that need no proxy
   * @param user who signs in at the global one; null for who its URL names, if anybody
   * @param passwordFile read whenever a connection is opened; null where nobody signs in
   * @throws IllegalArgumentException saying which of them is wrong
   */
  public Proxies(URI global, List<String> without, String user, Path passwordFile) {
    this.global = global;
    this.without = without.stream().map(host -> host.strip().toLowerCase(Locale.ROOT)).toList();
    this.user = user;
    this.passwordFile = passwordFile;
    if ((user == null) != (passwordFile == null)) {
      throw new IllegalArgumentException(
          "mlconnector.vendor: give proxy-user and proxy-password-file, or neither");
    }
    if (user != null && global == null) {
      throw new IllegalArgumentException("mlconnector.vendor.proxy-user needs a proxy beside it");
    }
    if (global != null) {
      options(global);
    }
  }

  /** Without any. */
  public static Proxies none() {
    return new Proxies(null, List.of(), null, null);
  }

  /**
   * How the hosts of a connection are reached.
   *
   * @param own what the connection names; null where it names none
   * @throws IllegalArgumentException where it is not an http URL with a host
   */
  public Way of(URI own) {
    if (own != null) {
      Hop hop = new Hop(options(own), false);
      return host -> hop;
    }
    if (global == null) {
      return host -> null;
    }
    Hop hop = new Hop(signedIn(options(global)), true);
    return host -> excepted(host) ? null : hop;
  }

  private boolean excepted(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    return without.stream()
        .anyMatch(rule -> rule.startsWith(".") ? name.endsWith(rule) : name.equals(rule));
  }

  private static ProxyOptions options(URI proxy) {
    if (!"http".equalsIgnoreCase(proxy.getScheme()) || proxy.getHost() == null) {
      throw new IllegalArgumentException("A proxy must look like http://proxy.example.com:3128");
    }
    ProxyOptions options =
        new ProxyOptions()
            .setType(ProxyType.HTTP)
            .setHost(proxy.getHost().replaceAll("[\\[\\]]", ""))
            .setPort(proxy.getPort() < 0 ? 80 : proxy.getPort());
    if (proxy.getUserInfo() != null) {
      String[] user = proxy.getUserInfo().split(":", 2);
      options.setUsername(user[0]).setPassword(user.length > 1 ? user[1] : "");
    }
    return options;
  }

  private ProxyOptions signedIn(ProxyOptions options) {
    if (user == null) {
      return options;
    }
    try {
      return options.setUsername(user).setPassword(Files.readString(passwordFile).strip());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "mlconnector.vendor.proxy-password-file: %s cannot be read".formatted(passwordFile), e);
    }
  }

  /** Which proxy a host is reached through. */
  @FunctionalInterface
  public interface Way {

    /** The proxy; null for none. */
    Hop to(String host);
  }

  /**
   * A proxy.
   *
   * @param ours whether who runs the service named it, so that it may be anywhere; one that a
   *     connection names may be only where the connection itself may lead
   */
  public record Hop(ProxyOptions options, boolean ours) {}
}
