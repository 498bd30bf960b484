package io.mlconnector.platform.vendor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlconnector.embedded.Certificates;
import io.mlconnector.flow.egress.AddressRule;
import io.mlconnector.spi.VendorFailure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS through a proxy, which learns the host's name and nothing else. */
class TunnelTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final Map<String, String> NAMES = Map.of("erp.acme.example", "localhost");

  @TempDir static Path folder;
  private static Certificates certificates;
  private static HttpServer vendor;

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final HttpServer proxy =
      FakeVendor.await(
          VERTX.createHttpServer().requestHandler(this::tunnel).listen(0, "127.0.0.1"));

  private volatile int refusal;

  @BeforeAll
  static void start() {
    certificates = Certificates.in(folder.resolve("tls"));
    vendor =
        VERTX
            .createHttpServer(
                new HttpServerOptions()
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .addCertPath(certificates.certificate().toString())
                            .addKeyPath(certificates.key().toString())))
            .requestHandler(request -> request.response().end(request.getHeader("Authorization")));
    FakeVendor.await(vendor.listen(0, "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    FakeVendor.await(VERTX.close());
  }

  private void tunnel(HttpServerRequest request) {
    told.add(request.method() + " " + request.uri() + " " + request.headers().entries());
    if (refusal != 0 || request.method() != HttpMethod.CONNECT) {
      request.response().setStatusCode(refusal == 0 ? 405 : refusal).end("no");
      return;
    }
    VERTX
        .createNetClient()
        .connect(vendor.actualPort(), "127.0.0.1")
        .onSuccess(far -> request.toNetSocket().onSuccess(near -> join(near, far)));
  }

  private static void join(NetSocket near, NetSocket far) {
    near.pipeTo(far);
    far.pipeTo(near);
  }

  @Test
  void theProxyLearnsTheHostAndItsOwnPasswordAndNothingOfTheCall() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "pass\n");

    Answer answer = call(new Proxies(address(), List.of(), "user", password).of(null));

    assertThat(answer.text()).isEqualTo("Bearer of-the-vendor");
    assertThat(told)
        .singleElement()
        .asString()
        .startsWith("CONNECT localhost:" + vendor.actualPort())
        .contains("Basic dXNlcjpwYXNz")
        .doesNotContain("of-the-vendor", "/secret");
  }

  @Test
  void theProxyIsAskedForTheAddressAndTheCertificateIsForTheServersName() {
    URI url = URI.create("https://erp.acme.example:%d/secret".formatted(vendor.actualPort()));

    Answer answer =
        call(
            new AddressRule(true, List.of()),
            new Proxies(address(), List.of(), null, null).of(null),
            url);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(told).singleElement().asString().startsWith("CONNECT erp.acme.example:");
  }

  @Test
  void aHostThatNeedsNoProxyIsReachedWithoutIt() {
    Answer answer = call(new Proxies(address(), List.of("localhost"), null, null).of(null));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(told).isEmpty();
  }

  @Test
  void whatTheProxyRefusesIsNotSent() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "pass-word");
    Proxies.Way way = new Proxies(address(), List.of(), "user", password).of(null);
    for (int status : List.of(403, 407, 502)) {
      refusal = status;

      VendorFailure failure = catchThrowableOfType(VendorFailure.class, () -> call(way));

      assertThat(failure.sent()).isFalse();
      assertThat(failure)
          .hasMessageContaining("localhost could not be reached")
          .message()
          .doesNotContain("pass-word", "of-the-vendor");
    }
  }

  @Test
  void aConnectionsOwnProxyInsideIsNotEvenAskedForTheHost() {
    VendorFailure failure =
        catchThrowableOfType(
            VendorFailure.class,
            () ->
                call(
                    new AddressRule(false, List.of()),
                    Proxies.none().of(address()),
                    URI.create("https://vendor.example/")));

    assertThat(failure.sent()).isFalse();
    assertThat(told).isEmpty();
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + proxy.actualPort());
  }

  private static Answer call(Proxies.Way way) {
    URI url = URI.create("https://localhost:%d/secret".formatted(vendor.actualPort()));
    return call(new AddressRule(true, List.of()), way, url);
  }

  private static Answer call(AddressRule rule, Proxies.Way way, URI url) {
    try (VertxTransport transport =
        new VertxTransport(
            VERTX,
            new TransportSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                1000,
                1,
                rule,
                way,
                new ClientTls(Trust.with(certificates.authority()), null, NAMES)))) {
      Request.Header header = new Request.Header("Authorization", "Bearer of-the-vendor");
      return transport.exchange(
          new Request("GET", url, List.of(header), null), Duration.ofSeconds(10));
    }
  }
}
