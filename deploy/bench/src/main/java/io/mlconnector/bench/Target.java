package io.mlconnector.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A target over HTTP that keeps a call waiting for a fixed time, on a thread of its own, and
 * counts.
 */
public final class Target implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final long millis;
  private final Set<String> ids = new HashSet<>();
  private long calls;
  private long firstNanos;
  private long lastNanos;
  private int open;
  private int mostOpen;
  private volatile int[] versions = new int[0];
  private final AtomicInteger port = new AtomicInteger();

  /**
   * Starts on a free port.
   *
   * @param millis how long each call takes
   */
  public Target(long millis) throws Exception {
    this.millis = millis;
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setAcceptBacklog(2048))
            .requestHandler(this::answer)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .get();
    port.set(server.actualPort());
  }

  public int port() {
    return port.get();
  }

  /**
   * How many records it shows as a source.
   *
   * @param size all of them
   * @param changed how many of them have another content than before
   */
  public synchronized void records(int size, int changed) {
    versions = versions == null || versions.length != size ? new int[size] : versions.clone();
    for (int i = 0; i < changed; i++) {
      versions[(int) ((long) i * size / changed)]++;
    }
  }

  private void page(HttpServerRequest request) {
    int[] shown = versions;
    int from = Integer.parseInt(request.getParam("from"));
    int to = Math.min(shown.length, from + Integer.parseInt(request.getParam("size")));
    StringBuilder json = new StringBuilder("{\"rows\":[");
    for (int i = from; i < to; i++) {
      json.append(i == from ? "" : ",").append("{\"id\":").append(i);
      json.append(",\"version\":").append(shown[i]).append('}');
    }
    json.append("],\"next\":").append(to == shown.length ? "null" : to).append('}');
    request.response().putHeader("Content-Type", "application/json").end(json.toString());
  }

  private void answer(HttpServerRequest request) {
    if (request.path().equals("/records")) {
      page(request);
      return;
    }
    String id = request.path().substring(request.path().lastIndexOf('/') + 1);
    request.bodyHandler(
        body -> {
          began(id);
          vertx.setTimer(
              millis,
              timer -> {
                ended();
                request
                    .response()
                    .putHeader("Content-Type", "application/json")
                    .end("{\"id\":\"" + id + "\"}");
              });
        });
    request.exceptionHandler(gone -> {});
  }

  private synchronized void began(String id) {
    long now = System.nanoTime();
    if (calls++ == 0) {
      firstNanos = now;
    }
    lastNanos = now;
    ids.add(id);
    mostOpen = Math.max(mostOpen, ++open);
  }

  private synchronized void ended() {
    open--;
  }

  /**
   * What came since {@link #reset}.
   *
   * @param seconds between the first call's begin and the last one's
   * @param open calls that are not answered yet
   */
  public record Seen(long calls, int distinct, double seconds, int open, int mostOpen) {}

  public synchronized Seen seen() {
    return new Seen(calls, ids.size(), (lastNanos - firstNanos) / 1e9, open, mostOpen);
  }

  /** Forgets what came; nothing may be open. */
  public synchronized void reset() {
    calls = 0;
    mostOpen = 0;
    ids.clear();
  }

  @Override
  public void close() {
    vertx.close();
  }
}
