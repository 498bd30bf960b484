package io.quarkus.bootstrap.runner;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * Stands where a built service's main class stands: answers as ready on its port, shows its
 * environment at {@code /environment} and ends at {@code /end}.
 */
public final class QuarkusEntryPoint {

  private QuarkusEntryPoint() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer server = HttpServer.create(address, 0);
    answer(server, "/q/health/ready", "UP");
    StringBuilder environment = new StringBuilder();
    new TreeMap<>(System.getenv()).forEach((k, v) -> environment.append(k + "=" + v + "\n"));
    answer(server, "/environment", environment.toString());
    answer(server, "/api/", "{}");
    server.createContext("/end", exchange -> Runtime.getRuntime().halt(3));
    server.start();
    System.out.println("fake service listens on " + port + " as process " + pid());
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }

  private static void answer(HttpServer server, String path, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
  }
}
