package io.mlconnector.platform.vendor.transport;

import io.mlconnector.platform.tls.TestAuthority;
import io.mlconnector.platform.tls.TestAuthority.Issued;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A vendor that speaks TLS on a loopback port, and may ask who calls. */
public final class TlsServer implements AutoCloseable {

  private final HttpServer server;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();

  /**
   * A server.
   *
   * @param clients who vouches for callers; null where it asks none of them
   * @param versions null for the usual ones
   */
  public TlsServer(
      Vertx vertx,
      Issued own,
      TestAuthority clients,
      Set<String> versions,
      Handler<HttpServerRequest> handler) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setSsl(true)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .setCertValue(Buffer.buffer(own.certificate()))
                    .setKeyValue(Buffer.buffer(own.key())));
    if (versions != null) {
      options.setEnabledSecureTransportProtocols(versions);
    }
    if (clients != null) {
      options
          .setClientAuth(ClientAuth.REQUIRED)
          .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(clients.pem())));
    }
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(
                connection -> {
                  open.incrementAndGet();
                  connection.closeHandler(closed -> open.decrementAndGet());
                })
            .requestHandler(
                request -> {
                  calls.add(request.method() + " " + request.path());
                  handler.handle(request);
                });
    FakeVendor.await(server.listen(0, "127.0.0.1"));
  }

  /** What arrived. */
  public List<String> calls() {
    return calls;
  }

  /** How many connections are open now. */
  public int open() {
    return open.get();
  }

  public URI uri(String host) {
    return URI.create("https://%s:%d/".formatted(host, server.actualPort()));
  }

  @Override
  public void close() {
    FakeVendor.await(server.close());
  }
}
