package io.mlconnector.platform.vendor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlconnector.flow.egress.AddressRule;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRuleTest {

  private static final Vertx VERTX = Vertx.vertx();

  private final FakeVendor vendor =
      new FakeVendor(VERTX, request -> request.response().end(request.getHeader("X-Key") + ""));
  private final VertxTransport transport =
      new VertxTransport(
          VERTX,
          new TransportSettings(
              Duration.ofSeconds(5),
              Duration.ofSeconds(5),
              1000,
              1,
              new AddressRule(true, List.of()),
              host -> null,
              null));

  @AfterEach
  void close() {
    transport.close();
    vendor.close();
  }

  @AfterAll
  static void stop() {
    FakeVendor.await(VERTX.close());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nX-Other: b",
        "a\nb",
        "a\rb",
        "\n",
        "a\0b",
        "a\u001bb",
        "a\u007fb",
        "a\u0085b",
        "a\u010ab",
        "a\u2028b",
        "\u560d\u560aX-Other: b"
      })
  void aValueThatNoHeaderCanCarryIsRefusedUnseenAndUnsent(String value) {
    VendorFailure failure =
        catchThrowableOfType(VendorFailure.class, () -> call("X-Key", "planted" + value));

    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure.sent()).isFalse();
    assertThat(failure)
        .hasMessageStartingWith("Nothing was sent: the value of the header X-Key holds a ")
        .hasMessageNotContaining("planted");
    assertThat(vendor.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"X Key", "X-Key:", "", "X\r\nY", "Schlüssel"})
  void aNameThatIsNoneIsRefused(String name) {
    VendorFailure failure = catchThrowableOfType(VendorFailure.class, () -> call(name, "a"));

    assertThat(failure).hasMessageContaining("a header has a name that is none");
    assertThat(vendor.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\tb", "Müller", "\"x\"; y=1, z"})
  void whatHeadersCarryArrives(String value) {
    assertThat(call("X-Key", value).status()).isEqualTo(200);
    assertThat(vendor.calls()).hasSize(1);
  }

  private Answer call(String name, String value) {
    return transport.exchange(
        new Request("GET", vendor.uri("/"), List.of(new Request.Header(name, value)), null),
        Duration.ofSeconds(10));
  }
}
