package io.mlconnector.platform.vendor.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlconnector.flow.egress.AddressRule;
import io.mlconnector.hostile.Bombs;
import io.mlconnector.platform.vendor.answer.Classifier;
import io.mlconnector.platform.vendor.answer.Redactor;
import io.mlconnector.platform.vendor.transport.Answer;
import io.mlconnector.platform.vendor.transport.FakeVendor;
import io.mlconnector.platform.vendor.transport.Request;
import io.mlconnector.platform.vendor.transport.TransportSettings;
import io.mlconnector.platform.vendor.transport.VertxTransport;
import io.mlconnector.spi.Auth.TokenEndpoint;
import io.mlconnector.spi.Auth.TokenEndpoint.Form;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEndpointClientTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final String SECRET = "cl1ent-s3cret/+";
  private static final Map<String, String> GRANT =
      Map.of("grant_type", "refresh_token", "refresh_token", "r3fresh-t0ken");
  private static final String TOKEN =
      "{\"access_token\":\"acc3ss\",\"token_type\":\"bearer\",\"expires_in\":3600,"
          + "\"refresh_token\":\"n3xt\",\"api_domain\":\"https://a.example\",\"id_token\":\"x\"}";

  private final FakeTransport transport = new FakeTransport();

  @AfterAll
  static void stop() {
    FakeVendor.await(VERTX.close());
  }

  @Test
  void aFormCarriesTheGrantAndBasicTheClient() {
    transport.then(200, TOKEN);

    TokenReply reply = ask(Form.FORM_BASIC);

    assertThat(transport.body(0).split("&"))
        .containsExactlyInAnyOrder(
            "grant_type=refresh_token", "refresh_token=r3fresh-t0ken", "expires_in=1800");
    assertThat(header("Authorization")).isEqualTo("Basic aWQ6Y2wxZW50LXMzY3JldC8r");
    assertThat(header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
    assertThat(reply.access().reveal()).isEqualTo("acc3ss");
    assertThat(reply.refresh().reveal()).isEqualTo("n3xt");
    assertThat(reply.seconds()).isEqualTo(3600);
    assertThat(reply.facts())
        .containsEntry("api_domain", "https://a.example")
        .doesNotContainKeys("access_token", "refresh_token", "id_token");
  }

  @Test
  void aFormCanCarryTheClientToo() {
    transport.then(200, TOKEN);

    ask(Form.FORM_POST);

    assertThat(transport.body(0)).contains("client_id=id", "client_secret=cl1ent-s3cret%2F%2B");
    assertThat(transport.requests.get(0).headers())
        .noneMatch(header -> header.name().equals("Authorization"));
  }

  @Test
  void jsonCarriesEverything() {
    transport.then(200, TOKEN);

    ask(Form.JSON);

    assertThat(transport.body(0))
        .contains("\"client_secret\":\"cl1ent-s3cret/+\"", "\"expires_in\":1800");
    assertThat(header("Content-Type")).isEqualTo("application/json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | application/json | {'error':'invalid_code'} | UNAUTHORIZED | invalid_code",
        "200 | text/html | <p>Sign in</p> | UNAVAILABLE | Sign in",
        "200 | application/json | {'access_token':''} | UNAVAILABLE | instead of a token",
        "200 | application/json | [] | UNAVAILABLE | instead of a token",
        "200 | application/json | '' | UNAVAILABLE | instead of a token",
        "400 | application/json | {'error':'invalid_grant','error_description':'revoked'}"
            + " | UNAUTHORIZED | invalid_grant: revoked",
        "400 | application/json | {'error':'Access Denied','error_description':'too many'}"
            + " | THROTTLED | too many",
        "401 | application/json | {'error':'invalid_client'} | UNAUTHORIZED | invalid_client",
        "302 | text/html | moved | UNAUTHORIZED | redirects",
        "404 | text/html | <h1>Not here</h1> | UNAUTHORIZED | Not here",
        "429 | text/plain | slow | THROTTLED | slow",
        "500 | text/html | <h1>Broken</h1> | UNAVAILABLE | Broken",
        "503 | text/plain | maintenance | UNAVAILABLE | maintenance"
      })
  void whateverItAnswersEndsAsAFailureWithItsWords(
      int status, String type, String body, Kind kind, String words) {
    transport.then(status, type, body.replace('\'', '"'));

    VendorFailure failure = failure(Form.FORM_BASIC);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessageContaining(words);
  }

  @Test
  void noFailureRepeatsACredential() {
    transport.then(400, "{\"error\":\"bad " + SECRET + " r3fresh-t0ken Basic aWQ6Y2wxZW50\"}");

    assertThat(failure(Form.FORM_BASIC).getMessage())
        .doesNotContain(SECRET, "r3fresh-t0ken", "aWQ6Y2wxZW50")
        .contains("***");
  }

  @Test
  void aRedirectIsNotFollowedEvenWithTheRealTransport() {
    try (FakeVendor vendor =
            new FakeVendor(
                VERTX,
                request ->
                    request
                        .response()
                        .setStatusCode(307)
                        .putHeader("Location", "/elsewhere")
                        .end());
        VertxTransport real = real(true)) {
      VendorFailure failure =
          catchThrowableOfType(
              VendorFailure.class,
              () -> client(real).ask(endpoint(vendor.uri("/token"), Form.FORM_BASIC), GRANT));

      assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
      assertThat(vendor.calls()).containsExactly("POST /token");
    }
  }

  @Test
  void anEndlessAnswerIsCutAndAHangIsLeft() {
    try (FakeVendor vendor =
            new FakeVendor(
                VERTX, request -> request.response().end(Buffer.buffer(new byte[3 << 20])));
        VertxTransport real = real(true)) {
      TokenEndpoint endpoint = endpoint(vendor.uri("/token"), Form.FORM_BASIC);

      VendorFailure huge =
          catchThrowableOfType(VendorFailure.class, () -> client(real).ask(endpoint, GRANT));
      vendor.now(request -> {});
      VendorFailure hang =
          catchThrowableOfType(VendorFailure.class, () -> client(real).ask(endpoint, GRANT));

      assertThat(huge).hasMessageContaining("more than 1048576 bytes");
      assertThat(hang).hasMessageContaining("did not answer within 2 s");
      assertThat(hang.sent()).isTrue();
    }
  }

  @Test
  void anAddressThatIsNotPublicGetsNoCredentials() {
    try (FakeVendor vendor = new FakeVendor(VERTX, request -> request.response().end(TOKEN));
        VertxTransport real = real(false)) {
      VendorFailure failure =
          catchThrowableOfType(
              VendorFailure.class,
              () -> client(real).ask(endpoint(vendor.uri("/token"), Form.FORM_BASIC), GRANT));

      assertThat(failure.sent()).isFalse();
      assertThat(vendor.calls()).isEmpty();
    }
  }

  private VendorFailure failure(Form form) {
    return catchThrowableOfType(VendorFailure.class, () -> ask(form));
  }

  private TokenReply ask(Form form) {
    return client(transport).ask(endpoint(URI.create("https://v.example/token"), form), GRANT);
  }

  private static TokenEndpointClient client(
      io.mlconnector.platform.vendor.transport.Transport transport) {
    Redactor redactor = new Redactor();
    return new TokenEndpointClient(
        transport,
        new TokenAnswers(new Classifier(Clock.systemUTC(), redactor)),
        redactor,
        Duration.ofSeconds(2));
  }

  @Test
  void noBombIsAToken() {
    TokenAnswers answers = new TokenAnswers(new Classifier(Clock.systemUTC(), new Redactor()));
    Bombs.json()
        .forEach(
            (name, bomb) ->
                assertThat(
                        catchThrowable(
                            () -> answers.read(new Answer(200, Map.of(), bomb), Map.of())))
                    .as(name)
                    .isInstanceOf(VendorFailure.class));
  }

  private static VertxTransport real(boolean local) {
    return new VertxTransport(
        VERTX,
        new TransportSettings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            1 << 20,
            2,
            new AddressRule(local, List.of()),
            host -> null,
            null));
  }

  private static TokenEndpoint endpoint(URI url, Form form) {
    return new TokenEndpoint(
        url, "id", new Secret(SECRET), form, Map.of("expires_in", "1800"), 1800);
  }

  private String header(String name) {
    return transport.requests.get(0).headers().stream()
        .filter(header -> header.name().equals(name))
        .map(Request.Header::value)
        .findFirst()
        .orElseThrow();
  }
}
