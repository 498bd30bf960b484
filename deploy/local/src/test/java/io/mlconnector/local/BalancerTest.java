package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mlconnector.embedded.FreePort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BalancerTest {

  private static final int MANY = 12;

  private final int port = FreePort.find();
  private final Replica one = new Replica("one");
  private final Replica two = new Replica("two");
  private Balancer balancer;

  @BeforeEach
  void start() {
    balancer = Balancer.start(port, List.of(one.port(), two.port(), FreePort.find()));
  }

  @AfterEach
  void stop() {
    balancer.close();
    one.server.stop(0);
    two.server.stop(0);
  }

  @Test
  void newConnectionsGoRoundAmongThoseThatAreReady() throws Exception {
    awaitReady("one", "two");

    assertThat(answers()).containsExactly("one", "two");
  }

  @Test
  void whoIsNotReadyGetsNoNewConnectionUntilItIs() throws Exception {
    awaitReady("one", "two");
    one.status = 503;
    awaitReady("two");

    one.status = 200;

    awaitReady("one", "two");
  }

  @Test
  void whoIsGoneIsLeftOutAndEverybodyGoneIsARefusal() throws Exception {
    awaitReady("one", "two");
    one.server.stop(0);
    awaitReady("two");

    two.server.stop(0);

    await().until(() -> answers().isEmpty());
    assertThatThrownBy(this::answer).isInstanceOf(IOException.class);
  }

  @Test
  void aConnectionStaysWhereItWent() throws Exception {
    awaitReady("one", "two");
    HttpClient kept = HttpClient.newHttpClient();
    Set<String> seen = new TreeSet<>();

    for (int i = 0; i < MANY; i++) {
      seen.add(kept.send(request(), BodyHandlers.ofString()).body());
    }

    assertThat(seen).hasSize(1);
  }

  @Test
  void aPortThatIsTakenIsSaid() {
    assertThatThrownBy(() -> Balancer.start(port, List.of(one.port())))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining("Port " + port + " cannot be listened on");
  }

  private void awaitReady(String... names) {
    await().untilAsserted(() -> assertThat(answers()).containsExactly(names));
  }

  /** Who answers, each asked over a connection of its own. */
  private Set<String> answers() throws InterruptedException {
    Set<String> answers = new TreeSet<>();
    for (int i = 0; i < MANY; i++) {
      try {
        answers.add(answer());
      } catch (IOException refused) {
        continue;
      }
    }
    return answers;
  }

  private String answer() throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request(), BodyHandlers.ofString()).body();
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/name"))
        .version(HttpClient.Version.HTTP_1_1)
        .build();
  }

  /** Something that says its name, and whether it is ready. */
  private static final class Replica {
    private final HttpServer server;
    private volatile int status = 200;

    Replica(String name) {
      try {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      server.createContext("/name", call -> answer(call, 200, name));
      server.createContext("/q/health/ready", call -> answer(call, status, ""));
      server.start();
    }

    int port() {
      return server.getAddress().getPort();
    }

    private static void answer(HttpExchange call, int status, String text) throws IOException {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      call.getResponseBody().write(body);
      call.close();
    }
  }
}
