package io.mlconnector.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mlconnector.canonical.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * An adapter and the mapping in one, whose answers are written down in answers.json. A test gives
 * other ones by PUT /fake?METHOD /path (or METHOD alone, for all other paths), takes them back by
 * DELETE /fake, and reads what was asked of it by GET /fake. It takes alerts at /receiver as well,
 * which is no change of a service.
 */
final class FakeServices implements AutoCloseable {

  /** A connection of the answers that some people do not see. */
  static final String OUTSIDE = "zendesk-old";

  private static final int OK = 200;
  private static final Answer NONE =
      new Answer(404, "{\"detail\":\"There is none\"}".getBytes(StandardCharsets.UTF_8));

  private record Answer(int status, byte[] body) {}

  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  FakeServices() {
    try {
      written();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  private void written() throws IOException {
    try (InputStream in = FakeServices.class.getResourceAsStream("/answers.json")) {
      answers.clear();
      CanonicalJson.read(in.readAllBytes(), JsonNode.class)
          .properties()
          .forEach(
              each ->
                  answers.put(each.getKey(), new Answer(OK, CanonicalJson.bytes(each.getValue()))));
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange call) throws IOException {
    byte[] body = call.getRequestBody().readAllBytes();
    String path = call.getRequestURI().getPath();
    String asked = call.getRequestMethod() + " " + path;
    if (path.equals("/fake")) {
      control(call, body);
      return;
    }
    if (!call.getRequestMethod().equals("GET") && !path.equals("/receiver")) {
      String query = call.getRequestURI().getQuery();
      calls.add(
          "%s%s%s by %s"
              .formatted(
                  asked,
                  query == null ? "" : "?" + query,
                  new String(body, StandardCharsets.UTF_8),
                  call.getRequestHeaders().getFirst("X-Mlconnector-On-Behalf")));
    }
    Answer plain = answers.getOrDefault(path, unknown(asked));
    Answer every = answers.getOrDefault(call.getRequestMethod(), plain);
    send(call, seen(call, path, answers.getOrDefault(asked, every)));
  }

  /** There are no other routes than those that are written down. */
  private static Answer unknown(String asked) {
    return asked.contains(" /api/routes/nobody") || asked.startsWith("GET /api/routes/")
        ? new Answer(
            404, "{\"detail\":\"There is no such route\"}".getBytes(StandardCharsets.UTF_8))
        : new Answer(OK, new byte[] {'{', '}'});
  }

  /** What the real services leave out for whoever does not see {@link #OUTSIDE}. */
  private static Answer seen(HttpExchange call, String path, Answer answer) {
    String scope = call.getRequestHeaders().getFirst("X-Mlconnector-Scope");
    boolean all = scope == null || scope.equals("*") || scope.contains(OUTSIDE);
    if (all || answer.body().length == 0) {
      return answer;
    }
    if (path.contains(OUTSIDE)) {
      return NONE;
    }
    JsonNode body = CanonicalJson.read(answer.body(), JsonNode.class);
    leaveOut(body);
    return body.toString().contains(OUTSIDE)
        ? NONE
        : new Answer(answer.status(), CanonicalJson.bytes(body));
  }

  private static void leaveOut(JsonNode body) {
    if (body instanceof ArrayNode array) {
      array.removeIf(each -> each.toString().contains(OUTSIDE));
    } else {
      body.forEach(FakeServices::leaveOut);
    }
  }

  private void control(HttpExchange call, byte[] body) throws IOException {
    if (call.getRequestMethod().equals("GET")) {
      send(call, new Answer(OK, CanonicalJson.bytes(calls)));
      return;
    }
    if (call.getRequestMethod().equals("DELETE")) {
      written();
      send(call, new Answer(OK, new byte[0]));
      return;
    }
    String[] which = call.getRequestURI().getQuery().split(" ", 2);
    answers.put(which[1], new Answer(Integer.parseInt(which[0]), body));
    send(call, new Answer(OK, new byte[0]));
  }

  private static void send(HttpExchange call, Answer answer) throws IOException {
    call.getResponseHeaders()
        .set(
            "Content-Type",
            answer.status() < 400 ? "application/json" : "application/problem+json");
    call.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    call.getResponseBody().write(answer.body());
    call.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
