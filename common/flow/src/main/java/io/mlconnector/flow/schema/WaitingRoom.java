package io.mlconnector.flow.schema;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mlconnector.flow.log.Log;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Answers probes at the service's port while the service itself waits to begin, since Quarkus opens
 * it afterwards: alive and started, so that nobody restarts it; not ready, and why.
 */
final class WaitingRoom implements AutoCloseable {

  private static final Log LOG = Log.of(WaitingRoom.class);
  private static final String HEALTH = "/q/health/";
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;

  private WaitingRoom(HttpServer server) {
    this.server = server;
  }

  /**
   * @param port 0 for no answers at all, as where a port is taken
   */
  static WaitingRoom open(String host, int port, Supplier<String> why) {
    if (port == 0) {
      return new WaitingRoom(null);
    }
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
      server.createContext("/", exchange -> answer(exchange, why.get()));
      server.start();
      return new WaitingRoom(server);
    } catch (IOException e) {
      LOG.warn(e, "Probes are not answered while the service waits", "port", port);
      return new WaitingRoom(null);
    }
  }

  private static void answer(HttpExchange exchange, String why) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean alive = path.equals(HEALTH + "started") || path.equals(HEALTH + "live");
    String body =
        alive
            ? "{\"status\":\"UP\",\"checks\":[]}"
            : "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"tables\",\"status\":\"DOWN\","
                + "\"data\":{\"problem\":\"%s\"}}]}"
                    .formatted(why.replaceAll("[\"\\\\\\p{Cntrl}]", " "));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(alive ? OK : UNAVAILABLE, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
  }
}
