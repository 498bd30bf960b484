package io.mlconnector.platform.vendor.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.platform.vendor.transport.Answer;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private final Redactor redactor = new Redactor();
  private final Classifier classifier = new Classifier(Clock.fixed(NOW, ZoneOffset.UTC), redactor);

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 204, 207, 304})
  void anAnswerThatIsOneIsNoFailure(int status) {
    assertThat(classifier.failure(answer(status, "{}"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "301,REJECTED",
    "302,REJECTED",
    "400,REJECTED",
    "401,UNAUTHORIZED",
    "403,REJECTED",
    "404,REJECTED",
    "405,REJECTED",
    "408,UNAVAILABLE",
    "409,REJECTED",
    "412,REJECTED",
    "413,REJECTED",
    "422,REJECTED",
    "425,UNAVAILABLE",
    "429,THROTTLED",
    "500,UNAVAILABLE",
    "502,UNAVAILABLE",
    "503,UNAVAILABLE",
    "504,UNAVAILABLE"
  })
  void theStatusDecidesTheKind(int status, Kind kind) {
    VendorFailure failure = failure(answer(status, "{\"error\":\"x\"}"));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.status()).isEqualTo(status);
    assertThat(failure.sent()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":\"APIRateLimitExceeded\",\"description\":\"Number of allowed requests\"}",
        "{\"detail\":\"Rate limited by edge protection\",\"status\":\"429\"}",
        "{\"errors\":[{\"code\":\"TooManyRequests\",\"title\":\"Slow down\"}]}",
        "<html><body>Too many requests</body></html>",
        "\u0000{",
        ""
      })
  void tooManyRequestsIsThatWhateverTheBody(String body) {
    Answer answer = new Answer(429, Map.of("retry-after", List.of("93")), bytes(body));

    assertThat(failure(answer).kind()).isEqualTo(Kind.THROTTLED);
    assertThat(failure(answer).retryAfter()).isEqualTo(Duration.ofSeconds(93));
  }

  @Test
  void aBadRequestWithoutAWordMayPass() {
    assertThat(failure(answer(400, " ")).kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "30,PT30S",
    "0,PT1S",
    "0.5,PT1S",
    "93,PT1M33S",
    "999999999999,PT24H",
    "'Fri, 20 Nov 2026 10:02:00 GMT',PT2M",
    "'Fri, 20 Nov 2020 10:02:00 GMT',PT1S"
  })
  void retryAfterIsHeededInBothForms(String header, Duration wait) {
    assertThat(failure(throttled(429, header)).retryAfter()).isEqualTo(wait);
    assertThat(failure(throttled(503, header)).kind()).isEqualTo(Kind.THROTTLED);
    assertThat(failure(throttled(503, header)).retryAfter()).isEqualTo(wait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1e9", "12345678901234567890"})
  void aRetryAfterThatSaysNothingIsNone(String header) {
    assertThat(failure(throttled(429, header)).retryAfter()).isNull();
    assertThat(failure(throttled(503, header)).kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'error':'RecordNotFound','description':'Not found'} | RecordNotFound: Not found",
        "{'error':{'title':'No help desk at x.zendesk.com','message':'None'}}"
            + " | No help desk at x.zendesk.com: None",
        "{'title':'Bad Request','status':'400','detail':'URL has a bad attribute',"
            + "'o:errorDetails':[{'detail':'Attribute Foo','o:errorCode':'27520'}]}"
            + " | Bad Request: URL has a bad attribute: 27520: Attribute Foo",
        "{'code':'INVALID_TOKEN','details':{},'message':'invalid oauth token','status':'error'}"
            + " | INVALID_TOKEN: invalid oauth token",
        "{'errors':[{'code':'TooManyRequests','title':'Slow down'}]} | Slow down: TooManyRequests",
        "{'error':'RecordInvalid','description':'Record validation errors','details':{'name':"
            + "[{'description':'Name: X has already been taken','error':'DuplicateValue'}]}}"
            + " | RecordInvalid: Record validation errors: DuplicateValue: Name: X has already been"
            + " taken",
        "{'unexpected':[1,2]} | {'unexpected':[1,2]}"
      })
  void theVendorsWordsAreFoundInItsJson(String body, String words) {
    VendorFailure failure = failure(answer(422, body.replace('\'', '"')));

    assertThat(failure).hasMessage("The vendor answered 422: " + words.replace('\'', '"'));
    assertThat(failure.body().isObject()).isTrue();
  }

  @Test
  void theVendorsWordsAreFoundInAPage() {
    String page =
        "<!DOCTYPE html><html><head><title>Down &amp; out</title><style>a{}</style>"
            + "<script>if (1 < 2) {}</script></head><body><!-- x > y --><h1>Maintenance</h1>\n"
            + "<p>Back <b>soon</b></p></body></html>";

    VendorFailure failure =
        failure(new Answer(500, Map.of("content-type", List.of("text/html")), bytes(page)));

    assertThat(failure).hasMessage("The vendor answered 500: Down & out Maintenance Back soon");
    assertThat(failure.body()).isNull();
  }

  @Test
  void aPageInsteadOfJsonIsNoSuccess() {
    VendorFailure failure =
        classifier.unreadable(
            new Answer(200, Map.of("content-type", List.of("text/html")), bytes("<p>Sign in</p>")),
            "JSON");

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure)
        .hasMessage("The vendor answered 200 with text/html instead of JSON: Sign in");
  }

  @Test
  void wordsAreOneLineOfBoundedLengthWithoutControlCharacters() {
    String body = "a\r\nb\u0000c\u001b[31md\u202ee " + "x".repeat(100_000);

    assertThat(failure(answer(404, body)).getMessage())
        .startsWith("The vendor answered 404: a b c [31md e xxx")
        .hasSizeLessThan(600)
        .doesNotContain("\n", "\r", "\u0000", "\u001b", "\u202e");
  }

  @Test
  void credentialsThatAVendorRepeatsAreTakenOut() {
    redactor.learn(new Secret("Bearer s3cr3t+t0ken/=="));
    redactor.learn(new Secret("hunter2hunter2"));
    String body =
        "{\"error\":\"bad s3cr3t+t0ken/== and s3cr3t%2Bt0ken%2F%3D%3D\",\"description\":"
            + "\"Authorization: Basic aHVudGVyMmh1bnRlcjI= client_secret=other-one&x=1"
            + " eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc\"}";

    VendorFailure failure = failure(answer(422, body));

    assertThat(failure.getMessage() + failure.body())
        .doesNotContain("s3cr3t", "aHVudGVy", "other-one", "eyJ")
        .contains("***");
  }

  @Test
  void aRedirectNamesItsTargetsHostOnly() {
    Answer answer =
        new Answer(
            302,
            Map.of("location", List.of("https://login.example.com/in?token=abc123")),
            new byte[0]);

    assertThat(failure(answer).getMessage())
        .contains("login.example.com", "not followed")
        .doesNotContain("abc123");
  }

  @Test
  void xmlSaysWhatJsonWould() {
    Answer answer =
        new Answer(
            409,
            Map.of("content-type", List.of("application/xml;charset=utf-8")),
            ("<tsResponse xmlns='http://tableau.com/api'><error code='409006'>"
                    + "<summary>Resource Conflict</summary><detail>A project is called so</detail>"
                    + "</error></tsResponse>")
                .getBytes(StandardCharsets.UTF_8));

    VendorFailure failure = failure(answer);

    assertThat(failure.body().at("/error/code").asText()).isEqualTo("409006");
    assertThat(failure).hasMessageContaining("409006: A project is called so: Resource Conflict");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "https://pod.example.com/api/signin,https://pod.example.com/api/signin",
        "/elsewhere,none",
        "ftp://pod.example.com/,none",
        "https://robot@pod.example.com/,none",
        "http://[,none"
      })
  void aRedirectNamesWhereItPointsIfThatIsAPlace(String location, String place) {
    Answer answer = new Answer(301, Map.of("location", List.of(location)), new byte[0]);

    assertThat(failure(answer).movedTo()).isEqualTo(place == null ? null : URI.create(place));
    assertThat(failure(answer)).hasMessageNotContaining("/api/signin");
  }

  private VendorFailure failure(Answer answer) {
    return classifier.failure(answer).orElseThrow();
  }

  private static Answer throttled(int status, String retryAfter) {
    return new Answer(status, Map.of("retry-after", List.of(retryAfter)), new byte[0]);
  }

  private static Answer answer(int status, String body) {
    return new Answer(status, Map.of(), bytes(body));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
