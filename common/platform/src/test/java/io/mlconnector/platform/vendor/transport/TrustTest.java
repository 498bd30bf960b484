package io.mlconnector.platform.vendor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlconnector.flow.egress.AddressRule;
import io.mlconnector.spi.VendorFailure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with certificates that only we know. */
class TrustTest {

  private static final Vertx VERTX = Vertx.vertx();

  @TempDir static Path folder;
  private static Path pem;
  private static HttpServer server;

  @BeforeAll
  static void start() throws Exception {
    Path store = folder.resolve("server.p12");
    pem = folder.resolve("ca.pem");
    keytool(
        "-genkeypair -alias a -keyalg EC -dname CN=localhost -ext san=dns:localhost -validity 2"
            + " -storetype PKCS12 -storepass changeit -keystore "
            + store);
    keytool("-exportcert -rfc -alias a -storepass changeit -keystore " + store + " -file " + pem);
    server =
        VERTX
            .createHttpServer(
                new HttpServerOptions()
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PfxOptions().setPath(store.toString()).setPassword("changeit")))
            .requestHandler(request -> request.response().end("in"));
    FakeVendor.await(server.listen(0, "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    FakeVendor.await(VERTX.close());
  }

  @Test
  void aCertificateThatNobodyVouchesForEndsBeforeAnythingIsSent() {
    VendorFailure failure =
        catchThrowableOfType(VendorFailure.class, () -> exchange("localhost", null));

    assertThat(failure.sent()).isFalse();
    assertThat(failure).hasMessageContaining("an authority that is not trusted here");
  }

  @Test
  void ourOwnFileVouchesForIt() {
    assertThat(exchange("localhost", Trust.with(pem)).text()).isEqualTo("in");
  }

  @Test
  void untilWhenItsCertificateHoldsIsToldOnce() {
    List<String> seen = new ArrayList<>();
    try (VertxTransport transport =
        new VertxTransport(
            VERTX, settings(Trust.with(pem)), (host, ends) -> seen.add(host + " " + ends))) {
      get(transport, "localhost");
      get(transport, "localhost");
    }

    assertThat(seen).singleElement().asString().startsWith("localhost 20");
  }

  @Test
  void aCertificateForAnotherNameIsRefusedAllTheSame() {
    VendorFailure failure =
        catchThrowableOfType(VendorFailure.class, () -> exchange("127.0.0.1", Trust.with(pem)));

    assertThat(failure.sent()).isFalse();
  }

  @Test
  void theJvmsOwnCertificatesAreStillTrusted() {
    X509TrustManager trust = Trust.with(pem);

    assertThat(trust.getAcceptedIssuers()).hasSizeGreaterThan(20);
  }

  @Test
  void aFileWithoutCertificatesIsNamed() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path wrong = Files.writeString(folder.resolve("wrong.pem"), "hello");

    for (Path file : List.of(empty, wrong, folder.resolve("absent.pem"))) {
      assertThatThrownBy(() -> Trust.with(file))
          .hasMessageContaining("mlconnector.vendor.ca-file")
          .hasMessageContaining(file.getFileName().toString());
    }
  }

  private static Answer exchange(String host, X509TrustManager trust) {
    try (VertxTransport transport = new VertxTransport(VERTX, settings(trust))) {
      return get(transport, host);
    }
  }

  private static Answer get(VertxTransport transport, String host) {
    URI uri = URI.create("https://%s:%d/".formatted(host, server.actualPort()));
    return transport.exchange(new Request("GET", uri, List.of(), null), Duration.ofSeconds(10));
  }

  private static TransportSettings settings(X509TrustManager trust) {
    return new TransportSettings(
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        1000,
        1,
        new AddressRule(true, List.of()),
        host -> null,
        new ClientTls(trust, null, Map.of()));
  }

  private static void keytool(String arguments) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments.split(" ")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
  }
}
