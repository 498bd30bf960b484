package io.mlconnector.platform.vendor.transport;

import io.mlconnector.platform.tls.ClientCertificate;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Shows our certificate to every host that asks for one, whichever authorities it names: the list
 * is often incomplete, and a refusal says more than silence. Remembers who asked.
 */
final class ClientKeys extends X509ExtendedKeyManager {

  private static final String ALIAS = "own";
  private static final int MOST_HOSTS = 1_000;

  private final ClientCertificate own;
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  /**
   * Keys.
   *
   * @param own null for none
   */
  ClientKeys(ClientCertificate own) {
    this.own = own;
  }

  /** Whether the host of that name, as TLS has it, asked for a certificate. */
  boolean asked(String host) {
    return asked.contains(host);
  }

  @Override
  public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
    if (engine != null && engine.getPeerHost() != null && asked.size() < MOST_HOSTS) {
      asked.add(engine.getPeerHost());
    }
    return own != null && Arrays.asList(types).contains(own.key().getAlgorithm()) ? ALIAS : null;
  }

  @Override
  public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
    return chooseEngineClientAlias(types, issuers, null);
  }

  @Override
  public String[] getClientAliases(String type, Principal[] issuers) {
    String alias = chooseEngineClientAlias(new String[] {type}, issuers, null);
    return alias == null ? null : new String[] {alias};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return ALIAS.equals(alias) && own != null ? own.chain().toArray(X509Certificate[]::new) : null;
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return ALIAS.equals(alias) && own != null ? own.key() : null;
  }

  @Override
  public String[] getServerAliases(String type, Principal[] issuers) {
    return null;
  }

  @Override
  public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
    return null;
  }
}
