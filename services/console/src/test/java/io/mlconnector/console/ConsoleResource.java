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

  /** An adapter's answers, and the mapping's. */
  private static final Map<String, String> ANSWERS =
      answers(
          "/api/connections",
          """
          [{"id":"zendesk-prod","displayName":"Helpdesk","enabled":true,
            "document":{"environment":"production"},"state":{},
            "owner":{"address":"http://10.0.0.7:8085"},
            "progress":{"done":4000,"left":6000,"secondsLeft":754}},
           {"id":"zendesk-old","enabled":true,"document":{},
            "state":{"attention":"Authorise again: the refresh token is spent"}}]
          """,
          "/api/connections/zendesk-prod/streams",
          """
          {"streams":[{"stream":"tickets","schedule":"every 5m","records":7,"parked":1,
            "lastPoll":"2026-11-21T08:48:18.493556Z"}],
           "parked":[{"stream":"tickets","key":"35436","reason":"updated_at is no instant"}]}
          """,
          "/api/connections/zendesk-prod/hook-addresses",
          """
          [{"hook":"events","address":"https://in.example/hooks/zendesk/zendesk-prod/events",
            "registers":true,"lastCalled":"2026-11-21T09:12:44.1Z"},
           {"hook":"jobs","hint":"Set the public address; until then polling carries everything"}]
          """,
          "/api/connections/zendesk-old/streams",
          "{\"streams\":[]}",
          "/api/connections/zendesk-old/mass-changes",
          "[]",
          "/api/deliveries/counts",
          "{\"queued\":3,\"parked\":2,\"waiting\":0}",
          "/api/deliveries/waiting",
          "{\"hold\":{\"kind\":\"THROTTLED\",\"reason\":\"The vendor answered 429\"}}",
          "/api/deliveries/parked/groups",
          """
          [{"object":"user","kind":"REJECTED","reason":"<b>e-mail is taken</b>","count":2,
            "since":"2026-11-21T09:00:00Z","sample":"z|user|f|contact|1","delivery":"d1"}]
          """,
          "/api/connections/zendesk-prod/parked-reads/groups",
          """
          [{"stream":"tickets","reason":"updated_at is no instant","count":1,
            "since":"2026-11-21T09:00:00Z","sample":"35436"}]
          """,
          "/api/records/parked/groups",
          """
          [{"route":"customers","reason":"no name","count":1,"since":"2026-11-21T09:00:00Z",
            "sample":"f|customer|9"}]
          """,
          "/api/connections/zendesk-prod/mass-changes",
          """
          [{"id":7,"object":"organization","counted":120,"linked":2000,"allowed":100,
            "samples":["z|organization|f|customer|4"],"since":"2026-11-21T09:00:00Z"}]
          """,
          "/api/conflicts",
          "[]",
          "/api/routes-file",
          "{\"file\":\"/etc/routes.yaml\",\"problem\":\"line 3, column 1 is not YAML\"}",
          "/api/routes",
          """
          [{"route":{"name":"customers","state":"live",
            "from":{"connection":"fusion-prod","entity":"customer"},
            "to":{"connection":"zendesk-prod","object":"organization"}},"version":2,"author":"anna","at":"2026-11-21T09:00:00Z"}]
          """,
          "/api/records/unreadable",
          "[{\"key\":\"f|customer|8\",\"reason\":\"is not JSON\"}]");

  private static Map<String, String> answers(String... pathsAndAnswers) {
    Map<String, String> answers = new HashMap<>();
    for (int i = 0; i < pathsAndAnswers.length; i += 2) {
      answers.put(pathsAndAnswers[i], pathsAndAnswers[i + 1]);
    }
    return answers;
  }

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
    config.put("mlconnector.mapping.url", "http://127.0.0.1:" + adapter.getAddress().getPort());
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
