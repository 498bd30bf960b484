package io.mlconnector.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for Vert.x where the caller is a plain thread. */
final class Listening {

  private static final long PATIENCE_SECONDS = 20;

  private Listening() {}

  static HttpServer on(
      Vertx vertx, HttpServerOptions options, int port, String what, Router router) {
    // An upgrade of a plain connection to HTTP/2 mixes frames of a large answer with clients'
    // reads.
    options.setHttp2ClearTextEnabled(false);
    HttpServer server = vertx.createHttpServer(options).requestHandler(router);
    try {
      return await(server.listen(port, VendorServer.LOOPBACK));
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "the sandbox cannot serve "
              + what
              + " on port "
              + port
              + ": "
              + e.getCause().getMessage()
              + "; free the port or choose another one",
          e);
    }
  }

  static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("Vert.x gave no answer within " + PATIENCE_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
