package io.mlconnector.flow.lease;

import io.mlconnector.flow.FlowConfig;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How the other replicas reach this one: as configured, or http, this host, the HTTP port. */
@Singleton
public class Address {

  private final String url;

  public Address(
      FlowConfig config,
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    this.url =
        config
            .address()
            .map(Object::toString)
            .orElseGet(() -> "http://" + reachable(host) + ":" + port);
  }

  private static String reachable(String host) {
    try {
      boolean any = InetAddress.getByName(host).isAnyLocalAddress();
      String reachable = any ? InetAddress.getLocalHost().getHostAddress() : host;
      return reachable.contains(":") ? "[" + reachable + "]" : reachable;
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(
          "This host has no address that others could use: set mlconnector.address", e);
    }
  }

  @Override
  public String toString() {
    return url;
  }
}
