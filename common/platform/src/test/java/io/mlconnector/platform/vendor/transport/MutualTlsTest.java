package io.mlconnector.platform.vendor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlconnector.flow.egress.AddressRule;
import io.mlconnector.platform.tls.TestAuthority;
import io.mlconnector.platform.tls.TestAuthority.Issued;
import io.mlconnector.platform.tls.TlsMaterial;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.VendorFailure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real servers on loopback, of authorities of their own, that ask who calls. */
class MutualTlsTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final TestAuthority THEIRS = TestAuthority.named("Authority of the vendor");
  private static final TestAuthority CLIENTS = TestAuthority.named("Authority of clients");
  private static final Issued OURS = CLIENTS.client("ml-connector");
  private static final Duration DAY = Duration.ofDays(1);

  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @AfterAll
  static void stop() {
    FakeVendor.await(VERTX.close());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void whoShowsItsCertificateIsLetIn(String version) {
    TlsServer server = asking(version);

    Answer answer = get(transport(THEIRS, OURS), server.uri("localhost"));

    assertThat(answer.text()).isEqualTo("CN=ml-connector over " + version);
    assertThat(told).containsExactly("seen localhost", "accepted localhost");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void withoutACertificateItIsToldThatOneIsAskedFor(String version) {
    TlsServer server = asking(version);

    VendorFailure failure = failure(transport(THEIRS, null), server.uri("localhost"));

    assertThat(failure).hasMessageContaining("for a client certificate");
    assertThat(failure).hasMessageContaining("give one as tls.certificate with tls.key");
    assertThat(failure.getCause()).isInstanceOf(HandshakeRefused.class);
    assertThat(told).singleElement().asString().startsWith("refused localhost asks for a client");
    assertThat(server.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aCertificateOfAnotherAuthorityIsRefusedByTheVendor(String version) {
    TlsServer server = asking(version);
    Issued strange = TestAuthority.named("Somebody").client("strange");

    VendorFailure failure = failure(transport(THEIRS, strange), server.uri("localhost"));

    assertThat(failure)
        .hasMessageContaining("refuses our client certificate")
        .hasMessageContaining("have strange, signed by CN=Somebody, accepted there");
    assertThat(server.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aCertificateThatEndedIsToldWithItsDay(String version) {
    TlsServer server = asking(version);
    Instant ended = Instant.now().minus(DAY);
    Issued old = CLIENTS.client("old", ended.minus(DAY), ended);

    VendorFailure failure = failure(transport(THEIRS, old), server.uri("localhost"));

    assertThat(failure)
        .hasMessageContaining("refuses our client certificate")
        .hasMessageContaining("old ended on " + ended.toString().substring(0, 10));
  }

  @Test
  void anAuthorityThatNobodyNamedIsNotTrusted() {
    TlsServer server = asking("TLSv1.3");

    VendorFailure usual = failure(transport(ClientTls.USUAL), server.uri("localhost"));
    VendorFailure other = failure(transport(CLIENTS, OURS), server.uri("localhost"));

    assertThat(usual.sent()).isFalse();
    assertThat(usual).hasMessageContaining("an authority that is not trusted here: give");
    assertThat(other.sent()).isFalse();
    assertThat(other).hasMessageContaining("an authority that this connection does not trust");
  }

  @Test
  void anOwnAuthorityStandsInThePlaceOfThePublicOnes() {
    assertThat(Trust.only(material(THEIRS, null).authorities()).getAcceptedIssuers()).hasSize(1);
    assertThat(Trust.also(material(THEIRS, null).authorities(), null).getAcceptedIssuers())
        .hasSizeGreaterThan(20);
  }

  @Test
  void aCertificateForAnotherNameIsRefusedUnlessThatNameIsMeant() {
    TlsServer server = serving(THEIRS.server("erp.acme.example"), null);
    TlsMaterial material = material(THEIRS, null);

    VendorFailure failure = failure(transport(THEIRS, null), server.uri("localhost"));
    Answer answer =
        get(
            transport(
                new ClientTls(
                    Trust.only(material.authorities()),
                    null,
                    Map.of("localhost", "erp.acme.example"))),
            server.uri("localhost"));
    VendorFailure another =
        failure(
            transport(
                new ClientTls(
                    Trust.only(material.authorities()),
                    null,
                    Map.of("localhost", "crm.acme.example"))),
            server.uri("localhost"));

    assertThat(failure.sent()).isFalse();
    assertThat(failure)
        .hasMessageContaining("a certificate for another name than localhost")
        .hasMessageContaining("tls.serverName");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(another).hasMessageContaining("another name than crm.acme.example");
  }

  @Test
  void aServerNameOpensNoWayToAForbiddenAddress() {
    TlsServer server = serving(THEIRS.server("erp.acme.example"), null);
    ClientTls tls =
        new ClientTls(
            Trust.only(material(THEIRS, null).authorities()),
            null,
            Map.of("127.0.0.1", "erp.acme.example"));

    VendorFailure failure =
        failure(transport(tls, new AddressRule(false, List.of())), server.uri("127.0.0.1"));

    assertThat(failure).hasMessageContaining("127.0.0.1").hasMessageContaining("egress");
    assertThat(server.calls()).isEmpty();
  }

  @Test
  void aHostWhoseCertificateEndedIsToldSo() {
    Instant ended = Instant.now().minus(DAY);
    TlsServer server = serving(THEIRS.server("localhost", ended.minus(DAY), ended), null);

    assertThat(failure(transport(THEIRS, null), server.uri("localhost")))
        .hasMessageContaining("shows a certificate that has ended");
  }

  @Test
  void aPortWithoutTlsIsToldSo() {
    try (FakeVendor plain = new FakeVendor(VERTX, request -> request.response().end())) {
      URI uri = URI.create("https://localhost:" + plain.uri("/").getPort() + "/");

      assertThat(failure(transport(THEIRS, null), uri))
          .hasMessageContaining("does not speak TLS at this port");
    }
  }

  @Test
  void aSessionOfOneCertificateIsNotResumedByAnother() {
    TlsServer server = asking("TLSv1.2");
    get(transport(THEIRS, OURS), server.uri("localhost"));

    Answer renewed = get(transport(THEIRS, CLIENTS.client("renewed")), server.uri("localhost"));

    assertThat(renewed.text()).startsWith("CN=renewed");
  }

  @Test
  void nothingOlderThanTls12IsSpokenAndNobodyIsTrustedUnseen() {
    var options = VertxTransport.options(settings(ClientTls.USUAL, null), new ClientKeys(null));

    assertThat(options.getEnabledSecureTransportProtocols())
        .containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
    assertThat(options.isTrustAll()).isFalse();
    assertThat(options.isVerifyHost()).isTrue();
  }

  private TlsServer asking(String version) {
    TlsServer server =
        new TlsServer(
            VERTX, THEIRS.server("localhost"), CLIENTS, Set.of(version), MutualTlsTest::greet);
    open.add(server);
    return server;
  }

  private TlsServer serving(Issued own, TestAuthority clients) {
    TlsServer server =
        new TlsServer(VERTX, own, clients, null, request -> request.response().end("in"));
    open.add(server);
    return server;
  }

  private static void greet(HttpServerRequest request) {
    try {
      String who = request.sslSession().getPeerPrincipal().getName();
      request.response().end(who + " over " + request.sslSession().getProtocol());
    } catch (SSLPeerUnverifiedException e) {
      request.response().end("nobody");
    }
  }

  private VertxTransport transport(TestAuthority trusted, Issued own) {
    TlsMaterial material = material(trusted, own);
    return transport(new ClientTls(Trust.only(material.authorities()), material.own(), Map.of()));
  }

  private VertxTransport transport(ClientTls tls) {
    return transport(tls, new AddressRule(true, List.of()));
  }

  private VertxTransport transport(ClientTls tls, AddressRule addresses) {
    VertxTransport transport = new VertxTransport(VERTX, settings(tls, addresses), telling());
    open.add(transport);
    return transport;
  }

  private Certificates telling() {
    return new Certificates() {
      @Override
      public void seen(String host, Instant ends) {
        told.add("seen " + host);
      }

      @Override
      public void accepted(String host) {
        told.add("accepted " + host);
      }

      @Override
      public void refused(String host, String why) {
        told.add("refused " + host + " " + why);
      }
    };
  }

  private static TransportSettings settings(ClientTls tls, AddressRule addresses) {
    return new TransportSettings(
        Duration.ofSeconds(5), Duration.ofSeconds(5), 1000, 1, addresses, host -> null, tls);
  }

  private static TlsMaterial material(TestAuthority trusted, Issued own) {
    return TlsMaterial.read(
        new TlsMaterial.Texts(
            trusted.pem(),
            own == null ? null : own.certificate(),
            own == null ? null : new Secret(own.key()),
            null),
        false,
        null,
        (field, problem) -> {
          throw new AssertionError(field + " " + problem);
        });
  }

  private static Answer get(VertxTransport transport, URI uri) {
    return transport.exchange(new Request("GET", uri, List.of(), null), Duration.ofSeconds(10));
  }

  private static VendorFailure failure(VertxTransport transport, URI uri) {
    return catchThrowableOfType(VendorFailure.class, () -> get(transport, uri));
  }
}
