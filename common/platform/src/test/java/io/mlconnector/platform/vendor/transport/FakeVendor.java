package io.mlconnector.platform.vendor.transport;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A vendor on loopback that does what a test tells it to, and notes who called. */
public final class FakeVendor implements AutoCloseable {

  private final HttpServer server;
  private final String host;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile Handler<HttpServerRequest> behaviour;

  public FakeVendor(Vertx vertx, Handler<HttpServerRequest> behaviour) {
    this(vertx, behaviour, "127.0.0.1", 0);
  }

  FakeVendor(Vertx vertx, Handler<HttpServerRequest> behaviour, String host, int port) {
    this.behaviour = behaviour;
    this.host = host;
    this.server = vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(false));
    server.requestHandler(this::handle);
    await(server.listen(port, host));
  }

  private void handle(HttpServerRequest request) {
    calls.add(request.method() + " " + request.path());
    behaviour.handle(request);
  }

  public void now(Handler<HttpServerRequest> other) {
    behaviour = other;
  }

  public URI uri(String path) {
    return URI.create("http://" + host + ":" + server.actualPort() + path);
  }

  /** Method and path of every call so far. */
  public List<String> calls() {
    return calls;
  }

  @Override
  public void close() {
    await(server.close());
  }

  public static <T> T await(io.vertx.core.Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
