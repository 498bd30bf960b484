package io.mlconnector.platform.owner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.testsystem.ApiClient;
import io.mlconnector.platform.testsystem.ApiClient.Answer;
import io.mlconnector.platform.testsystem.PlatformBackbone;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformBackbone.class)
class OwnerGatewayTest {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** What the other replica was sent. */
  private record Received(String method, String uri, Headers headers, String body) {}

  @TestHTTPResource("/")
  URI base;

  @Inject Transactions transactions;

  private final AtomicReference<Received> received = new AtomicReference<>();
  private HttpServer other;
  private ApiClient api;
  private String path;

  @BeforeEach
  void ownElsewhere() throws IOException {
    other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          received.set(
              new Received(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().toString(),
                  exchange.getRequestHeaders(),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          byte[] answer = "{\"from\":\"other\"}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(202, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    other.start();
    api = new ApiClient(base);
    String id = "elsewhere-" + NUMBER.incrementAndGet();
    path = "/api/connections/" + id;
    lease(id, "http://127.0.0.1:" + other.getAddress().getPort());
    Answer created =
        api.post(
            "/api/connections",
            """
            {"id": "%s", "system": "test-system", "baseUrl": "https://acme.test-system.com",
             "auth": {"mode": "basic", "user": "robot", "password": "p"}}\
            """
                .formatted(id));
    assertThat(created.status()).isEqualTo(201);
  }

  @AfterEach
  void stop() {
    other.stop(0);
    api.send("DELETE", path, null, null);
  }

  @Test
  void theSameRequestGoesToTheOwnerWithTheCallersRight() {
    Answer answer =
        api.send(
            "POST",
            path + "/objects/organization/read?x=1",
            "application/json",
            "[ ]",
            "Authorization",
            "Bearer token");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.at("/from")).isEqualTo("other");
    assertThat(received.get().method()).isEqualTo("POST");
    assertThat(received.get().uri()).isEqualTo(path + "/objects/organization/read?x=1");
    assertThat(received.get().body()).isEqualTo("[ ]");
    assertThat(received.get().headers().getFirst("Authorization")).isEqualTo("Bearer token");
  }

  @Test
  void itStaysTheRequestOfThePersonForWhomItWasSent() {
    api.send(
        "POST",
        path + "/ping",
        null,
        null,
        "X-Mlconnector-On-Behalf",
        "ada",
        "X-Mlconnector-Role",
        "operator",
        "X-Mlconnector-Scope",
        "*");

    Headers sent = received.get().headers();
    assertThat(sent.getFirst("X-Mlconnector-On-Behalf")).isEqualTo("ada");
    assertThat(sent.getFirst("X-Mlconnector-Role")).isEqualTo("operator");
    assertThat(sent.getFirst("X-Mlconnector-Scope")).isEqualTo("*");
  }

  @Test
  void aForwardedRequestIsNotForwardedAgain() {
    Answer answer = api.send("POST", path + "/ping", null, null, OwnerGateway.FORWARDED, "1");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(received.get()).isNull();
  }

  @Test
  void anOwnerThatIsGoneIsToldWithATimeToComeAgain() {
    other.stop(0);

    Answer answer = api.post(path + "/ping");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("10");
    assertThat(answer.at("/detail")).contains("owner cannot be reached");
  }

  private void lease(String id, String address) {
    transactions.run(
        sql -> {
          try (var insert =
              sql.prepareStatement(
                  """
                  insert into lease (name, fence, replica, address, expires)
                  values (?, 1, 'another', ?, now() + interval '1 hour')\
                  """)) {
            insert.setString(1, "connection/" + id);
            insert.setString(2, address);
            insert.executeUpdate();
          }
        });
  }
}
