package io.mlconnector.console.alerts.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.alerts.Severity;
import io.mlconnector.console.alerts.channel.Answer.Outcome;
import io.mlconnector.console.alerts.channel.Digest.Entry;
import io.mlconnector.flow.egress.AddressRule;
import io.mlconnector.flow.egress.Cidr;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threeten.extra.MutableClock;

class WebhookChannelTest {

  private static final Rules ALWAYS =
      new Rules(QuietHours.parse(List.of(), ZoneId.of("Z")), Severity.URGENT, Severity.NOTICE);

  private record Received(
      String path, String id, String timestamp, String signature, String body) {}

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final MutableClock clock =
      MutableClock.of(Instant.parse("2026-11-20T08:00:00.5Z"), ZoneOffset.UTC);
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private volatile Consumer<HttpServerRequest> behaviour = call -> status(call, 204);

  @BeforeEach
  void receive() throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                call ->
                    call.body()
                        .onSuccess(
                            body -> {
                              received.add(
                                  new Received(
                                      call.path(),
                                      call.getHeader("webhook-id"),
                                      call.getHeader("webhook-timestamp"),
                                      call.getHeader("webhook-signature"),
                                      body.toString()));
                              behaviour.accept(call);
                            }))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get();
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  @Test
  void theReceiverGetsTheSignedMessageAndAnswers() throws Exception {
    Channel channel = channel(new AddressRule(true, List.of()), Duration.ofSeconds(5));
    Outgoing message = channel.write("msg_1", digest());

    Answer answer = channel.send(message);

    assertThat(answer).isEqualTo(new Answer(Outcome.TAKEN, null, "answered 204"));
    assertThat(received)
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.path()).isEqualTo("/in");
              assertThat(call.id()).isEqualTo("msg_1");
              assertThat(call.timestamp())
                  .isEqualTo(String.valueOf(clock.instant().getEpochSecond()));
              assertThat(call.signature())
                  .isEqualTo(
                      Signature.of(
                          Signature.secrets(List.of(folder.resolve("secret"))),
                          "msg_1",
                          clock.instant(),
                          call.body()));
              JsonNode body = CanonicalJson.read(call.body(), JsonNode.class);
              assertThat(body.path("type").asText()).isEqualTo("alerts.changed");
              assertThat(body.path("timestamp").asText()).isEqualTo("2026-11-20T07:59:00Z");
              assertThat(body.at("/data/alerts/0/sentence").asText()).isEqualTo("Größe \"7\"");
              assertThat(body.at("/data/alerts/0/since").asText())
                  .isEqualTo("2026-11-20T07:00:00Z");
              assertThat(body.at("/data/alerts/0").has("connection")).isFalse();
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 400, 404, 409, 500, 502, 503})
  void anythingButTwoHundredsIsAFailure(int status) throws Exception {
    behaviour = call -> status(call, status);

    assertThat(send().outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void goneMeansThatNothingMoreIsWanted() throws Exception {
    behaviour = call -> status(call, 410);

    assertThat(send()).isEqualTo(new Answer(Outcome.GONE, null, "answered 410 (gone)"));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNotFollowed(int status) throws Exception {
    behaviour =
        call ->
            call.response()
                .setStatusCode(status)
                .putHeader("Location", "http://127.0.0.1:" + server.actualPort() + "/elsewhere")
                .end();

    assertThat(send().words()).contains(status + "; redirects are not followed");
    assertThat(received).extracting(Received::path).containsExactly("/in");
  }

  @Test
  void theReceiverMayAskForPatience() throws Exception {
    behaviour = call -> call.response().setStatusCode(429).putHeader("Retry-After", "90").end();
    assertThat(send().after()).isEqualTo(Duration.ofSeconds(90));

    behaviour =
        call ->
            call.response()
                .setStatusCode(503)
                .putHeader("Retry-After", "Fri, 20 Nov 2026 08:10:00 GMT")
                .end();
    assertThat(send().after()).isEqualTo(Duration.ofMillis(599_500));

    behaviour = call -> call.response().setStatusCode(503).putHeader("Retry-After", "soon").end();
    assertThat(send().after()).isNull();
  }

  @Test
  void whoDoesNotAnswerInTimeHasNotTakenIt() throws Exception {
    behaviour = call -> {};

    Answer answer =
        channel(new AddressRule(true, List.of()), Duration.ofMillis(300)).send(message());

    assertThat(answer).isEqualTo(Answer.failed("did not answer within 300 ms"));
  }

  @Test
  @Timeout(30)
  void anAnswerWithoutEndIsReadUpToItsCapOnly() throws Exception {
    behaviour =
        call -> {
          call.response().setStatusCode(200).setChunked(true);
          vertx.setPeriodic(1, tick -> call.response().write("x".repeat(8_192)));
        };

    Channel patient = channel(new AddressRule(true, List.of()), Duration.ofMinutes(5));
    assertThat(patient.send(message())).isEqualTo(Answer.taken("answered 200"));
  }

  @Test
  void nothingIsSentToAnAddressThatIsNotPublic() throws Exception {
    Answer answer =
        channel(new AddressRule(false, List.of()), Duration.ofSeconds(5)).send(message());

    assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(answer.words()).contains("127.0.0.1 is not public").contains("nothing was sent");
    assertThat(received).isEmpty();
  }

  @Test
  void aNetworkThatIsAllowedIsReached() throws Exception {
    AddressRule rule = new AddressRule(false, List.of(Cidr.parse("127.0.0.0/8")));

    assertThat(channel(rule, Duration.ofSeconds(5)).send(message()).isTaken()).isTrue();
  }

  @Test
  void aReceiverThatIsNotThereIsAFailureWithoutTheAddressesPath() throws Exception {
    Channel channel = channel(new AddressRule(true, List.of()), Duration.ofSeconds(5));
    server.close().toCompletionStage().toCompletableFuture().get();

    assertThat(channel.send(message()).words())
        .startsWith("could not be reached")
        .doesNotContain("/in");
  }

  @Test
  void aSecretThatWentAwayIsSaidAndNothingIsSent() throws Exception {
    Channel channel = channel(new AddressRule(true, List.of()), Duration.ofSeconds(5));
    Files.delete(folder.resolve("secret"));

    assertThat(channel.send(message()).words()).contains("cannot be read");
    assertThat(received).isEmpty();
  }

  private Answer send() throws Exception {
    return channel(new AddressRule(true, List.of()), Duration.ofSeconds(5)).send(message());
  }

  private static Outgoing message() {
    return new Outgoing("msg_2", "subject", "{}");
  }

  private Channel channel(AddressRule rule, Duration timeout) throws IOException {
    Path secret =
        Files.writeString(folder.resolve("secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    URI url = URI.create("http://127.0.0.1:%d/in".formatted(server.actualPort()));
    return new WebhookChannel(
        "ops",
        () -> url,
        List.of(secret),
        ALWAYS,
        new WebhookCalls(vertx, rule, timeout, null),
        clock);
  }

  private static Digest digest() {
    Entry entry =
        new Entry(
            7,
            "opened",
            "parked",
            "notice",
            "zendesk",
            null,
            Instant.parse("2026-11-20T07:00:00Z"),
            null,
            "Größe \"7\"",
            "Look",
            null);
    return new Digest(
        Digest.CHANGED, "acme", Instant.parse("2026-11-20T07:59:00Z"), null, List.of(entry), 0);
  }

  private static void status(HttpServerRequest call, int status) {
    call.response().setStatusCode(status).end();
  }
}
