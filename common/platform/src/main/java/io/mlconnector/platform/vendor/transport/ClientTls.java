package io.mlconnector.platform.vendor.transport;

import io.mlconnector.platform.tls.ClientCertificate;
import java.util.Map;
import javax.net.ssl.X509TrustManager;

/**
 * How one connection speaks TLS; host names are checked always.
 *
 * @param trust who vouches for hosts; null for the authorities that the JVM trusts
 * @param own what is shown to a host that asks; null for nothing
 * @param names by host, the name that its certificate is for, where that is another one
 */
public record ClientTls(X509TrustManager trust, ClientCertificate own, Map<String, String> names) {

  /** Nothing special. */
  public static final ClientTls USUAL = new ClientTls(null, null, Map.of());

  public ClientTls {
    names = Map.copyOf(names);
  }
}
