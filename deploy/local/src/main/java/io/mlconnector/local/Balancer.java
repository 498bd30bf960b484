package io.mlconnector.local;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One address in front of replicas, which behaves like a Service of Kubernetes and is no kinder:
 * new connections go round among those that say that they are ready, and stay where they went. One
 * that refuses is left out at once, as is one whose process ended; one that does not answer, after
 * three probes. With nobody ready a connection is refused by being closed.
 */
final class Balancer implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final long PROBE_MILLIS = 1_000;
  private static final long PROBE_TIMEOUT_MILLIS = 2_000;
  private static final int PROBES_UNTIL_OUT = 3;
  private static final int CONNECT_MILLIS = 2_000;
  private static final int OK = 200;

  private final Vertx vertx = Vertx.vertx();
  private final List<Replica> replicas = new ArrayList<>();
  private final NetClient onward =
      vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS));
  private final HttpClient probes =
      vertx.createHttpClient(
          new HttpClientOptions().setKeepAlive(false).setConnectTimeout(CONNECT_MILLIS));
  private int next;
  private volatile boolean closing;

  /** Only the event loop touches it. */
  private static final class Replica {
    private final int port;
    private boolean ready;
    private boolean asked;
    private int silent;

    Replica(int port) {
      this.port = port;
    }
  }

  private Balancer(List<Integer> ports) {
    ports.forEach(port -> replicas.add(new Replica(port)));
  }

  /** Throws {@link CannotRun} where the port is taken. */
  static Balancer start(int port, List<Integer> replicas) {
    Balancer balancer = new Balancer(replicas);
    try {
      balancer.listen(port);
      return balancer;
    } catch (CompletionException e) {
      balancer.close();
      throw new CannotRun("Port " + port + " cannot be listened on: " + e.getCause(), e);
    }
  }

  /** Everything happens on one event loop, so nothing is locked. */
  private void listen(int port) {
    CompletableFuture<NetServer> listening = new CompletableFuture<>();
    vertx
        .getOrCreateContext()
        .runOnContext(
            here -> {
              vertx.setPeriodic(0, PROBE_MILLIS, timer -> replicas.forEach(this::probe));
              vertx
                  .createNetServer(new NetServerOptions().setHost(LOOPBACK))
                  .connectHandler(this::connected)
                  .listen(port)
                  .onSuccess(listening::complete)
                  .onFailure(listening::completeExceptionally);
            });
    listening.join();
  }

  private void probe(Replica replica) {
    if (replica.asked || closing) {
      return;
    }
    replica.asked = true;
    probes
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(LOOPBACK)
                .setPort(replica.port)
                .setURI("/q/health/ready")
                .setTimeout(PROBE_TIMEOUT_MILLIS))
        .compose(request -> request.send())
        .onComplete(
            answer -> {
              replica.asked = false;
              if (answer.succeeded()) {
                replica.silent = 0;
                replica.ready = answer.result().statusCode() == OK;
              } else if (answer.cause() instanceof ConnectException
                  || ++replica.silent >= PROBES_UNTIL_OUT) {
                replica.ready = false;
              }
            });
  }

  private void connected(NetSocket caller) {
    Replica chosen = choose();
    if (chosen == null) {
      caller.close();
      return;
    }
    caller.pause();
    onward
        .connect(chosen.port, LOOPBACK)
        .onSuccess(replica -> join(caller, replica))
        .onFailure(
            gone -> {
              chosen.ready = !(gone instanceof ConnectException) && chosen.ready;
              caller.close();
            });
  }

  private Replica choose() {
    for (int tried = 0; tried < replicas.size(); tried++) {
      Replica replica = replicas.get(next++ % replicas.size());
      if (replica.ready) {
        return replica;
      }
    }
    return null;
  }

  private static void join(NetSocket caller, NetSocket replica) {
    caller.pipeTo(replica);
    replica.pipeTo(caller);
  }

  @Override
  public void close() {
    closing = true;
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
