package io.mlconnector.flow.access;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start where other hosts could call the API without being asked who they are. */
@Startup
@Singleton
public class Exposure {

  /**
   * @throws IllegalStateException where the service would be open to everybody
   */
  public Exposure(
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean oidc,
      AccessTokens tokens) {
    if (!isLoopback(host) && !tokens.required() && !oidc) {
      throw new IllegalStateException(
          "quarkus.http.host=%s is reachable from other hosts: set %s to a file with tokens, or quarkus.oidc.tenant-enabled=true with an OIDC server, or listen on 127.0.0.1"
              .formatted(host, AccessTokens.KEY));
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(
          "quarkus.http.host=%s is not an address of this host".formatted(host), e);
    }
  }
}
