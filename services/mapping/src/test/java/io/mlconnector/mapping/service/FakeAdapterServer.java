package io.mlconnector.mapping.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mlconnector.canonical.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** An adapter's REST API with answers that are written down. */
final class FakeAdapterServer implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, String> answers = new TreeMap<>();

  private FakeAdapterServer(HttpServer server) {
    this.server = server;
  }

  /** A source without objects, of two companies. */
  static FakeAdapterServer source(String connection) {
    return start(
        Map.of(
            "/api/connections",
            "[{\"id\":\"%s\"}]".formatted(connection),
            "/api/connections/" + connection,
            "{\"document\":{\"settings\":{\"companies\":[\"usmf\",\"usrt\"]}}}",
            "/api/system",
            "{\"connection\":{\"settings\":[{\"name\":\"companies\",\"type\":\"list\"}]}}"));
  }

  /** A target with one object. */
  static FakeAdapterServer target(String connection) {
    String object = "/api/connections/" + connection + "/objects/organization";
    return start(
        Map.of(
            "/api/connections",
            "[{\"id\":\"%s\"}]".formatted(connection),
            "/api/system",
            """
            {"sinks":[{"object":"organization","mode":"UPSERT","batchSize":100,
              "policies":[{"name":"nameClash","help":"…","choices":["park","suffix"]}]}]}
            """,
            object,
            """
            {"object":"organization","mode":"UPSERT","matchKeys":["external_id","name"],
             "fields":[
              {"path":"name","type":"TEXT","writable":true,"required":true},
              {"path":"external_id","type":"TEXT","writable":true,"required":false},
              {"path":"organization_fields.credit_limit","type":"DECIMAL","writable":true}]}
            """,
            object + "/read",
            "{\"found\":\"present\",\"key\":\"7\",\"current\":{\"name\":\"B\"}}",
            "/api/connections/" + connection + "/links",
            "{}"));
  }

  private static FakeAdapterServer start(Map<String, String> answers) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      FakeAdapterServer fake = new FakeAdapterServer(HttpServer.create(address, 0));
      fake.answers.putAll(answers);
      fake.server.createContext("/", fake::answer);
      fake.server.start();
      return fake;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String found = answers.get(path);
    byte[] asked = exchange.getRequestBody().readAllBytes();
    if (path.endsWith("/read")) {
      int questions = CanonicalJson.read(asked, JsonNode.class).size();
      found = String.join(",", Collections.nCopies(questions, found)).transform("[%s]"::formatted);
    }
    byte[] body =
        (found == null ? "{\"detail\":\"there is nothing of that name\"}" : found)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(found == null ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
