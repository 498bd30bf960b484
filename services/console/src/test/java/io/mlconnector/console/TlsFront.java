package io.mlconnector.console;

import io.mlconnector.embedded.Certificates;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What stands in front of the console in production: it ends TLS, and hands calls on in plain http,
 * with the host as the browser named it and every header as it came.
 */
final class TlsFront implements AutoCloseable {

  private static final String HERE = "127.0.0.1";

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = vertx.createHttpClient();
  private final HttpServer server;
  private final SSLContext trust;
  private final URI behind;

  TlsFront(URI behind) throws Exception {
    this.behind = behind;
    Path folder = Files.createTempDirectory("front");
    Certificates certificates = Certificates.in(folder);
    trust = trusting(certificates.authority());
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .setCertPath(certificates.certificate().toString())
                            .setKeyPath(certificates.key().toString())))
            .requestHandler(request -> request.body().onSuccess(body -> pass(request, body)))
            .listen(0, HERE)
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  URI url() {
    return URI.create("https://%s:%d".formatted(HERE, server.actualPort()));
  }

  /** Believes this front's authority and no other. */
  SSLContext trust() {
    return trust;
  }

  private void pass(HttpServerRequest request, Buffer body) {
    client
        .request(
            new RequestOptions()
                .setHost(HERE)
                .setPort(behind.getPort())
                .setMethod(request.method())
                .setURI(request.uri()))
        .compose(to -> sent(request, to, body))
        .onFailure(any -> request.response().setStatusCode(502).end());
  }

  private static io.vertx.core.Future<Void> sent(
      HttpServerRequest request, HttpClientRequest to, Buffer body) {
    to.headers().setAll(request.headers());
    return to.send(body)
        .compose(
            answer ->
                answer
                    .body()
                    .compose(
                        text -> {
                          MultiMap headers = answer.headers().remove("transfer-encoding");
                          request.response().setStatusCode(answer.statusCode());
                          request.response().headers().setAll(headers);
                          return request.response().end(text);
                        }));
  }

  private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (var pem = Files.newInputStream(authority)) {
      store.setCertificateEntry(
          "front", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  @Override
  public void close() {
    vertx.close();
  }
}
