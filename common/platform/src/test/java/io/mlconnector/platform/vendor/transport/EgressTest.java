package io.mlconnector.platform.vendor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlconnector.flow.egress.AddressRule;
import io.mlconnector.flow.egress.Cidr;
import io.mlconnector.hostile.HostileAddresses;
import io.mlconnector.spi.VendorFailure;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts to make a connection of ours lead to where it must not. */
class EgressTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final Duration ENOUGH = Duration.ofSeconds(15);
  private static final AddressRule STRICT = new AddressRule(false, List.of());
  private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);

  private final FakeVendor inside = new FakeVendor(VERTX, request -> request.response().end());

  @AfterEach
  void stop() {
    inside.close();
  }

  @AfterAll
  static void stopAll() {
    FakeVendor.await(VERTX.close());
  }

  static List<String> urls() {
    return Stream.concat(HostileAddresses.hosts().stream(), HostileAddresses.authorities().stream())
        .filter(EgressTest::isUrl)
        .toList();
  }

  private static boolean isUrl(String authority) {
    try {
      new URI("http://" + authority + "/");
      return true;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("urls")
  void noSpellingOfAForbiddenHostIsConnectedTo(String authority) {
    URI url = URI.create("http://" + withPort(authority) + "/");

    VendorFailure failure = refused(VERTX, STRICT, host -> null, url);

    assertThat(failure.sent()).isFalse();
    assertThat(inside.calls()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("urls")
  void noSpellingOfAForbiddenHostIsGivenToAProxy(String authority) {
    URI url = URI.create("http://" + withPort(authority) + "/");

    VendorFailure failure = refused(VERTX, STRICT, through(true), url);

    assertThat(failure.sent()).isFalse();
    assertThat(inside.calls()).isEmpty();
  }

  @Test
  void aPortThatIsNoneIsSaidAtOnce() {
    URI url = URI.create("http://127.0.0.1:99999/");

    VendorFailure failure = refused(VERTX, new AddressRule(true, List.of()), host -> null, url);

    assertThat(failure.sent()).isFalse();
    assertThat(failure).hasMessageContaining("could not be reached");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nX-Evil: 1",
        "a\nb",
        "a\rb",
        "a\u0000b",
        "\r\n\r\nGET / HTTP/1.1",
        "a\u010d\u010aX-Evil: 1\uff0d\uff0a"
      })
  void aValueThatEndsItsHeaderIsRefusedWithoutBeingRepeated(String value) {
    Request request =
        new Request("GET", inside.uri("/"), List.of(new Request.Header("X-Name", value)), null);

    VendorFailure failure = failure(request);

    assertThat(failure.kind()).isEqualTo(VendorFailure.Kind.REJECTED);
    assertThat(failure.sent()).isFalse();
    assertThat(failure).hasMessageContaining("X-Name").message().doesNotContain(value, "Evil");
    assertThat(inside.calls()).isEmpty();
  }

  @Test
  void aNameThatLeadsInsideIsRefusedBeforeAnythingIsWritten() throws IOException {
    try (FakeNames names = new FakeNames(List.of(List.of("127.0.0.1")))) {
      Vertx vertx = names.vertx();

      VendorFailure failure = refused(vertx, STRICT, host -> null, named("vendor.example"));

      assertThat(failure.sent()).isFalse();
      assertThat(failure).hasMessageContaining("127.0.0.1").hasMessageContaining("egress");
      assertThat(inside.calls()).isEmpty();
      FakeVendor.await(vertx.close());
    }
  }

  @Test
  void aNameThatLeadsElsewhereTheSecondTimeGainsNothing() throws IOException {
    AddressRule first = new AddressRule(false, List.of(Cidr.parse("127.0.0.1")));
    int port = inside.uri("/").getPort();
    inside.now(request -> request.response().putHeader("Connection", "close").end());
    try (FakeNames names = new FakeNames(List.of(List.of("127.0.0.1"), List.of("127.0.0.2")));
        FakeVendor other =
            new FakeVendor(VERTX, request -> request.response().end(), "127.0.0.2", port)) {
      Vertx vertx = names.vertx();
      try (VertxTransport transport = transport(vertx, first, host -> null)) {
        URI url = named("vendor.example");

        assertThat(transport.exchange(post(url), ENOUGH).status()).isEqualTo(200);
        VendorFailure failure =
            catchThrowableOfType(VendorFailure.class, () -> transport.exchange(post(url), ENOUGH));

        assertThat(failure.sent()).isFalse();
        assertThat(failure).hasMessageContaining("127.0.0.2");
        assertThat(inside.calls()).hasSize(1);
        assertThat(other.calls()).isEmpty();
      }
      FakeVendor.await(vertx.close());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 305, 307, 308})
  void noRedirectIsFollowedWhereverItLeads(int status) {
    List<String> places =
        Stream.concat(
                Stream.of(inside.uri("/trap").toString(), "/trap", "//127.0.0.1/trap", ""),
                HostileAddresses.hosts().stream()
                    .filter(host -> host.chars().allMatch(c -> c > ' ' && c < 127))
                    .map(host -> "http://" + host + "/trap"))
            .toList();
    try (VertxTransport transport =
        transport(VERTX, new AddressRule(true, List.of()), host -> null)) {
      for (String place : places) {
        inside.now(
            request -> request.response().setStatusCode(status).putHeader("Location", place).end());

        assertThat(transport.exchange(post(inside.uri("/")), ENOUGH).status()).isEqualTo(status);
      }
    }
    assertThat(inside.calls()).hasSize(places.size()).containsOnly("POST /");
  }

  @Test
  void ourProxyMayBeAnywhereButTheOneOfAConnectionOnlyWhereItMayLead() {
    inside.now(request -> request.response().end(request.uri()));
    URI url = URI.create("http://vendor.example/x");

    assertThat(get(STRICT, through(true), url).text()).isEqualTo("http://vendor.example/x");
    VendorFailure failure = refused(VERTX, STRICT, through(false), url);

    assertThat(failure.sent()).isFalse();
    assertThat(failure).hasMessageContaining("127.0.0.1 is not public");
    AddressRule allowing = new AddressRule(false, List.of(Cidr.parse("127.0.0.0/8")));
    assertThat(get(allowing, through(false), url).status()).isEqualTo(200);
    assertThat(inside.calls()).hasSize(2);
  }

  private Proxies.Way through(boolean ours) {
    URI proxy = inside.uri("");
    return ours ? new Proxies(proxy, List.of(), null, null).of(null) : Proxies.none().of(proxy);
  }

  private URI named(String host) {
    return URI.create("http://%s:%d/".formatted(host, inside.uri("/").getPort()));
  }

  /** So that it would reach the trap, were it not refused. */
  private String withPort(String authority) {
    boolean bare = !authority.isEmpty() && HostileAddresses.hosts().contains(authority);
    return bare ? authority + ":" + inside.uri("/").getPort() : authority;
  }

  private static VendorFailure refused(
      Vertx vertx, AddressRule rule, Proxies.Way proxies, URI url) {
    try (VertxTransport transport = transport(vertx, rule, proxies)) {
      return catchThrowableOfType(VendorFailure.class, () -> transport.exchange(post(url), ENOUGH));
    }
  }

  private static VendorFailure failure(Request request) {
    try (VertxTransport transport =
        transport(VERTX, new AddressRule(true, List.of()), host -> null)) {
      return catchThrowableOfType(VendorFailure.class, () -> transport.exchange(request, ENOUGH));
    }
  }

  private static Answer get(AddressRule rule, Proxies.Way proxies, URI url) {
    try (VertxTransport transport = transport(VERTX, rule, proxies)) {
      return transport.exchange(new Request("GET", url, List.of(), null), ENOUGH);
    }
  }

  private static Request post(URI url) {
    return new Request("POST", url, List.of(), SECRET);
  }

  private static VertxTransport transport(Vertx vertx, AddressRule rule, Proxies.Way proxies) {
    return new VertxTransport(
        vertx,
        new TransportSettings(
            Duration.ofSeconds(5), Duration.ofSeconds(10), 1 << 20, 4, rule, proxies, null));
  }
}
