package io.mlconnector.platform.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.mlconnector.platform.tls.TestAuthority.Issued;
import io.mlconnector.platform.tls.TlsMaterial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The Transit engine as its documentation describes it: versions of a key, {@code vault:v1:…},
 * refusals as the server words them. It takes no token but its own, and no path but the key's.
 */
final class FakeTransit implements AutoCloseable {

  static final String TOKEN = "hvs.planted-token";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NONCE = 12;

  final AtomicInteger calls = new AtomicInteger();
  final List<byte[]> versions = new ArrayList<>(List.of(random(32)));
  private final HttpServer server;
  private final String mount;
  private final String key;
  volatile String token = TOKEN;
  volatile int fails;
  volatile String namespace;
  volatile String role;
  volatile String jwt;

  private FakeTransit(HttpServer server, String mount, String key) {
    this.server = server;
    this.mount = mount;
    this.key = key;
    server.createContext("/", this::answer);
    server.start();
  }

  static FakeTransit start(String mount, String key) {
    return start(mount, key, 0);
  }

  static FakeTransit start(String mount, String key, int port) {
    try {
      return new FakeTransit(HttpServer.create(loopback(port), 0), mount, key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FakeTransit overTls(Issued issued) throws IOException, GeneralSecurityException {
    String der = issued.key().replaceAll("-----[A-Z ]+-----|\\s", "");
    PrivateKey key =
        KeyFactory.getInstance("EC")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(der)));
    char[] password = "fake".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "server",
        key,
        password,
        TlsMaterial.certificates(issued.certificate()).toArray(Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(loopback(0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new FakeTransit(server, "transit", "ml-connector");
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      if (fails != 0) {
        refuse(exchange, fails, fails == 503 ? "Vault is sealed" : "internal error");
      } else if (!exchange.getRequestMethod().equals("POST")) {
        refuse(exchange, 405, "unsupported operation");
      } else if (namespace != null
          && !namespace.equals(exchange.getRequestHeaders().getFirst("X-Vault-Namespace"))) {
        refuse(exchange, 404, "no handler for route \"" + path.substring(4) + "\"");
      } else if (path.equals("/v1/auth/kubernetes/login")) {
        login(exchange, JSON.readTree(body));
      } else if (!token.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
        refuse(exchange, 403, "permission denied");
      } else if (!path.startsWith("/v1/" + mount + "/")) {
        refuse(exchange, 404, "no handler for route \"" + path.substring(4) + "\"");
      } else if (path.equals("/v1/%s/encrypt/%s".formatted(mount, key))) {
        byte[] clear = Base64.getDecoder().decode(JSON.readTree(body).path("plaintext").asText());
        reply(exchange, Map.of("data", Map.of("ciphertext", wrap(clear))));
      } else if (path.equals("/v1/%s/decrypt/%s".formatted(mount, key))) {
        decrypt(exchange, JSON.readTree(body).path("ciphertext").asText());
      } else {
        refuse(exchange, 403, "permission denied");
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private void login(HttpExchange exchange, JsonNode body) throws IOException {
    if (body.path("role").asText().equals(role) && body.path("jwt").asText().equals(jwt)) {
      reply(exchange, Map.of("auth", Map.of("client_token", token, "lease_duration", 60)));
    } else {
      refuse(exchange, 403, "permission denied");
    }
  }

  private String wrap(byte[] clear) throws GeneralSecurityException {
    byte[] nonce = random(NONCE);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, versions.size(), nonce).doFinal(clear);
    byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE, sealed.length);
    return "vault:v" + versions.size() + ":" + Base64.getEncoder().encodeToString(all);
  }

  private void decrypt(HttpExchange exchange, String wrapped) throws IOException {
    String[] parts = wrapped.split(":");
    if (parts.length != 3 || !parts[0].equals("vault")) {
      refuse(exchange, 400, "invalid ciphertext: no prefix");
      return;
    }
    try {
      byte[] all = Base64.getDecoder().decode(parts[2]);
      byte[] clear =
          cipher(
                  Cipher.DECRYPT_MODE,
                  Integer.parseInt(parts[1].substring(1)),
                  Arrays.copyOf(all, NONCE))
              .doFinal(all, NONCE, all.length - NONCE);
      reply(
          exchange, Map.of("data", Map.of("plaintext", Base64.getEncoder().encodeToString(clear))));
    } catch (GeneralSecurityException | RuntimeException e) {
      refuse(exchange, 400, "cipher: message authentication failed");
    }
  }

  private Cipher cipher(int mode, int version, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(versions.get(version - 1), "AES"),
        new GCMParameterSpec(128, nonce));
    return cipher;
  }

  static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return random;
  }

  private static void refuse(HttpExchange exchange, int status, String words) throws IOException {
    send(exchange, status, Map.of("errors", List.of(words)));
  }

  private static void reply(HttpExchange exchange, Object body) throws IOException {
    send(exchange, 200, body);
  }

  private static void send(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
