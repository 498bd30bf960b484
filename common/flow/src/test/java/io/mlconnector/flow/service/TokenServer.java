package io.mlconnector.flow.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A company's OIDC server, as far as a service that signs in by client credentials sees it. */
public class TokenServer implements QuarkusTestResourceLifecycleManager {

  private static final String CLIENT = "mapping";
  private static final String SECRET = "secret-of-mapping";
  private static final String BASIC =
      "Basic "
          + Base64.getEncoder()
              .encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));

  private final AtomicInteger issued = new AtomicInteger();
  private HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/token", this::token);
    server.start();
    return Map.of(
        "quarkus.oidc-client.client-enabled",
        "true",
        "quarkus.oidc-client.auth-server-url",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "quarkus.oidc-client.discovery-enabled",
        "false",
        "quarkus.oidc-client.token-path",
        "/token",
        "quarkus.oidc-client.client-id",
        CLIENT,
        "quarkus.oidc-client.credentials.secret",
        SECRET);
  }

  private void token(HttpExchange call) throws IOException {
    String form = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean known =
        BASIC.equals(call.getRequestHeaders().getFirst("Authorization"))
            && form.contains("grant_type=client_credentials");
    String answer =
        known
            ? "{\"access_token\":\"issued-%d-to-%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                .formatted(issued.incrementAndGet(), CLIENT)
            : "{\"error\":\"invalid_client\"}";
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().add("Content-Type", "application/json");
    call.sendResponseHeaders(known ? 200 : 401, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  @Override
  public void stop() {
    server.stop(0);
  }
}
