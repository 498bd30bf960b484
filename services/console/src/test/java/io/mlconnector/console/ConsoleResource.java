package io.mlconnector.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mlconnector.embedded.Backbone;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** A database, a broker, one adapter whose answers are written down, and one that is silent. */
public final class ConsoleResource implements QuarkusTestResourceLifecycleManager {

  private static final Map<String, String> ANSWERS =
      Map.of(
          "/api/connections",
          """
          [{"id":"zendesk-prod","displayName":"Helpdesk","enabled":true,
            "document":{"environment":"production"},"state":{},
            "owner":{"address":"http://10.0.0.7:8085"}},
           {"id":"zendesk-old","enabled":true,"document":{},
            "state":{"attention":"Authorise again: the refresh token is spent"}}]
          """,
          "/api/connections/zendesk-prod/streams",
          "{\"streams\":[]}",
          "/api/connections/zendesk-old/streams",
          "{\"streams\":[]}",
          "/api/deliveries/counts",
          "{\"queued\":3,\"parked\":2}",
          "/api/deliveries/waiting",
          "{\"hold\":{\"kind\":\"THROTTLED\",\"reason\":\"The vendor answered"
              + " 429\"},\"deliveries\":[]}",
          "/api/deliveries/parked",
          """
          [{"delivery":"d1","ref":"z|user|f|contact|1","reason":"<b>e-mail is taken</b>"},
           {"delivery":"d2","ref":"z|user|f|contact|2","reason":"<b>e-mail is taken</b>"}]
          """);

  private HttpServer adapter;

  @Override
  public Map<String, String> start() {
    Backbone backbone = Backbone.shared();
    adapter = serve();
    Map<String, String> config = new HashMap<>();
    config.put("quarkus.datasource.jdbc.url", backbone.database("console"));
    config.put("quarkus.datasource.username", backbone.postgres().user());
    config.put("quarkus.datasource.password", backbone.postgres().password());
    config.put("kafka.bootstrap.servers", backbone.kafka().bootstrapServers());
    config.put("quarkus.http.test-port", "0");
    config.put("mlconnector.local", "true");
    config.put("mlconnector.audit.hash-key-file", hashKey().toString());
    config.put(
        "mlconnector.adapters.zendesk.url", "http://127.0.0.1:" + adapter.getAddress().getPort());
    config.put("mlconnector.adapters.\"oracle-fusion\".url", "http://127.0.0.1:1");
    return config;
  }

  private static HttpServer serve() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", ConsoleResource::answer);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange call) throws IOException {
    String answer = ANSWERS.getOrDefault(call.getRequestURI().getPath(), "{}");
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(200, body.length);
    call.getResponseBody().write(body);
    call.close();
  }

  private static Path hashKey() {
    try {
      return Files.writeString(
          Files.createTempFile("hash", "key"), Base64.getEncoder().encodeToString(new byte[32]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    adapter.stop(0);
  }
}
