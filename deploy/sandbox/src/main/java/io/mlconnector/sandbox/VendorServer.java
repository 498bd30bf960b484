package io.mlconnector.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.function.Consumer;

/** Serves one vendor on a loopback port of its own, with the ledger and the faults before it. */
final class VendorServer {

  static final String LOOPBACK = "127.0.0.1";
  private static final long LARGEST_REQUEST = 96L << 20;
  private static final Logger LOG = System.getLogger(VendorServer.class.getName());

  private final HttpServer server;
  private final URI uri;

  private VendorServer(HttpServer server, String scheme) {
    this.server = server;
    this.uri = URI.create(scheme + "://" + LOOPBACK + ":" + server.actualPort());
  }

  /**
   * Serves what {@code paths} adds, under the vendor's name in the ledger and for the faults.
   *
   * @param tls null for plain http
   */
  static VendorServer start(
      Vertx vertx,
      int port,
      SandboxOptions.Tls tls,
      SimulatedVendor vendor,
      Consumer<Router> paths,
      LedgerHandler ledger,
      Faults faults) {
    Router router = Router.router(vertx);
    router.route().handler(ledger.arrivals(vendor.name()));
    router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_REQUEST));
    router.route().handler(ledger.bodies());
    router.route().handler(new FaultHandler(vendor, faults));
    paths.accept(router);
    router.route().failureHandler(VendorServer::failed);
    HttpServer server =
        Listening.on(vertx, options(tls, vendor.name()), port, vendor.name(), router);
    return new VendorServer(server, tls == null ? "http" : "https");
  }

  private static HttpServerOptions options(SandboxOptions.Tls tls, String vendor) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(LOOPBACK)
            .setMaxInitialLineLength(64 << 10)
            .setMaxHeaderSize(64 << 10);
    if (tls != null) {
      options
          .setSsl(true)
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .setCertPath(tls.certificate().toString())
                  .setKeyPath(tls.key().toString()));
    }
    if (tls != null && tls.asks(vendor)) {
      options
          .setClientAuth(ClientAuth.REQUIRED)
          .setTrustOptions(new PemTrustOptions().addCertPath(tls.clients().toString()));
    }
    return options;
  }

  private static void failed(RoutingContext call) {
    Throwable failure = call.failure();
    if (failure != null) {
      String where = call.request().method() + " " + call.request().path();
      LOG.log(Level.ERROR, "the simulated vendor broke at " + where, failure);
      call.put(FaultHandler.FAULT, "sandbox-defect");
    }
    int status = call.statusCode() > 0 ? call.statusCode() : 500;
    Reply.text(status, "text/plain", "sandbox: " + failure).send(call);
  }

  URI uri() {
    return uri;
  }

  HttpServer server() {
    return server;
  }
}
