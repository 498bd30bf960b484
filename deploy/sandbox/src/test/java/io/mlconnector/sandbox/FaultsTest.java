package io.mlconnector.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults against a vendor that answers 404 to a path it does not know, 401 to one it guards. */
class FaultsTest {

  private static final String GUARDED = "/crmRestApi/resources/latest/accounts";
  private static Sandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxOptions.forTests());
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @BeforeEach
  void forget() {
    sandbox.faults().clear();
    sandbox.ledger().clear();
  }

  @Test
  void throttleAnswers429AsOftenAsAsked() throws IOException {
    sandbox.faults().add(Fault.of(FaultKind.THROTTLE).times(2));

    assertThat(call("/a").status()).isEqualTo(429);
    assertThat(call("/a").header("Retry-After")).isNull();
    assertThat(call("/a").status()).isEqualTo(404);
    assertThat(faultsInLedger()).containsExactly("throttle", "throttle", null);
  }

  @Test
  void throttleMayTellHowLongToWait() throws IOException {
    sandbox.faults().add(Fault.of(FaultKind.THROTTLE).retryAfter("30"));

    assertThat(call("/a").header("Retry-After")).isEqualTo("30");
    assertThat(sandbox.ledger().calls().get(0).responseHeaders())
        .containsEntry("retry-after", "30");
  }

  @Test
  void statusAnswersInTheVendorsOwnShape() throws IOException {
    sandbox.faults().add(Fault.of(FaultKind.STATUS).status(503));

    var answer = call("/a", "REST-Framework-Version", "6");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().path("status").asText()).isEqualTo("503");
  }

  @Test
  void htmlComesInPlaceOfJsonWithStatus200() throws IOException {
    sandbox.faults().add(Fault.of(FaultKind.HTML));

    var answer = call("/a");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/html");
    assertThat(answer.body()).startsWith("<!DOCTYPE html>");
    assertThat(onlyCall().applied()).isFalse();
  }

  @Test
  void empty400HasNoBody() throws IOException {
    sandbox.faults().add(Fault.of(FaultKind.EMPTY400));

    var answer = call("/a");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void onlyMatchingCallsAreMet() throws IOException {
    sandbox.faults().add(Fault.of(FaultKind.STATUS).on("fusion").method("POST").path("^/b"));

    assertThat(call("/b").status()).isEqualTo(404);
    assertThat(TestHttp.post(fusion(), "/a", "").status()).isEqualTo(404);
    assertThat(TestHttp.post(fusion(), "/b", "").status()).isEqualTo(500);
  }

  @Test
  void chanceIsTheSameForTheSameSeed() throws IOException {
    List<Integer> first = hits(7);
    List<Integer> again = hits(7);

    assertThat(again).isEqualTo(first).contains(500, 404);
    assertThat(hits(8)).isNotEqualTo(first);
  }

  @Test
  void hangAnswersNothingUntilTheRuleIsRemoved() {
    long rule = sandbox.faults().add(Fault.of(FaultKind.HANG));
    var waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return call("/late");
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    await().until(() -> "hang".equals(onlyCallOrNull()));
    assertThat(onlyCall().millis()).isEqualTo(-1);
    assertThat(waiting).isNotDone();

    sandbox.faults().remove(rule);

    assertThat(waiting).succeedsWithin(Duration.ofSeconds(5));
    assertThat(waiting.join().status()).isEqualTo(404);
    assertThat(onlyCall().answered()).isTrue();
  }

  @Test
  void aCallThatIsGivenUpWhileItHangsIsNeverHandled() {
    long rule = sandbox.faults().add(Fault.of(FaultKind.HANG));
    Duration patience = Duration.ofMillis(200);

    assertThatThrownBy(() -> TestHttp.send(patience, "GET", fusion(), "/late", null))
        .isInstanceOf(HttpTimeoutException.class);
    await().until(() -> onlyCall().millis() >= 0);
    sandbox.faults().remove(rule);

    assertThat(onlyCall().status()).isZero();
    assertThat(onlyCall().applied()).isFalse();
  }

  @Test
  void slowTricklesTheVendorsOwnAnswer() throws IOException {
    Duration pause = Duration.ofMillis(20);
    sandbox.faults().add(Fault.of(FaultKind.SLOW).trickle(pause));

    var answer = call("/slow");

    assertThat(answer.body()).isEqualTo("Not Found");
    assertThat(onlyCall().millis()).isGreaterThanOrEqualTo(8 * 20);
    assertThat(onlyCall().answered()).isTrue();
  }

  @Test
  void hugeSendsAsManyMegabytesAsAsked() throws IOException {
    sandbox.faults().add(Fault.of(FaultKind.HUGE).megabytes(50));
    long bytes = 0;

    try (InputStream body = URI.create(fusion() + "/huge").toURL().openStream()) {
      byte[] buffer = new byte[1 << 16];
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        bytes += read;
      }
    }

    assertThat(bytes).isBetween(50L << 20, 51L << 20);
  }

  @Test
  void aReaderThatGivesUpOnHugeEndsTheCall() throws IOException {
    sandbox.faults().add(Fault.of(FaultKind.HUGE));

    try (InputStream body = URI.create(fusion() + "/huge").toURL().openStream()) {
      assertThat(body.read()).isEqualTo('{');
    }

    await().until(() -> onlyCall().millis() >= 0);
    assertThat(onlyCall().answered()).isFalse();
  }

  @Test
  void appliedThenDroppedShowsWhatTheVendorDecided() {
    sandbox.faults().add(Fault.of(FaultKind.APPLIED_THEN_DROPPED).method("POST"));

    assertThatThrownBy(() -> signIn()).isInstanceOf(IOException.class);

    assertThat(sandbox.fusion().signIns()).isEqualTo(1);
    assertThat(onlyCall().status()).isEqualTo(200);
    assertThat(onlyCall().applied()).isTrue();
    assertThat(onlyCall().answered()).isFalse();
    assertThat(onlyCall().fault()).isEqualTo("applied-then-dropped");
  }

  @Test
  void droppedNeverReachesTheVendor() {
    int before = sandbox.fusion().signIns();
    sandbox.faults().add(Fault.of(FaultKind.DROPPED).method("POST"));

    assertThatThrownBy(() -> signIn()).isInstanceOf(IOException.class);

    await().until(() -> onlyCall().millis() >= 0);
    assertThat(sandbox.fusion().signIns()).isEqualTo(before);
    assertThat(onlyCall().applied()).isFalse();
    assertThat(onlyCall().status()).isZero();
  }

  @Test
  void revokeTokensTurnsALiveTokenAway() throws IOException {
    String token = "Bearer " + signIn();
    assertThat(call(GUARDED, "Authorization", token).status()).isEqualTo(200);
    sandbox.faults().add(Fault.of(FaultKind.REVOKE_TOKENS));

    assertThat(call(GUARDED, "Authorization", token).status()).isEqualTo(401);
    assertThat(call(GUARDED, "Authorization", "Bearer " + signIn()).status()).isEqualTo(200);
  }

  private static List<Integer> hits(long seed) {
    sandbox.faults().clear();
    sandbox.faults().add(Fault.of(FaultKind.STATUS).times(Fault.FOREVER).probability(0.5, seed));
    AtomicReference<IOException> failed = new AtomicReference<>();
    List<Integer> statuses =
        IntStream.range(0, 30)
            .mapToObj(
                i -> {
                  try {
                    return call("/a").status();
                  } catch (IOException e) {
                    failed.set(e);
                    return 0;
                  }
                })
            .toList();
    assertThat(failed.get()).isNull();
    return statuses;
  }

  private static String signIn() throws IOException {
    return io.mlconnector.sandbox.fusion.FusionClient.token(sandbox);
  }

  private static URI fusion() {
    return sandbox.vendor("fusion");
  }

  private static TestHttp.Answer call(String path, String... headers) throws IOException {
    return TestHttp.get(fusion(), path, headers);
  }

  private static Call onlyCall() {
    assertThat(sandbox.ledger().calls()).hasSize(1);
    return sandbox.ledger().calls().get(0);
  }

  private static String onlyCallOrNull() {
    List<Call> calls = sandbox.ledger().calls();
    return calls.isEmpty() ? null : calls.get(0).fault();
  }

  private static List<String> faultsInLedger() {
    await().until(() -> sandbox.ledger().calls().stream().allMatch(call -> call.millis() >= 0));
    return sandbox.ledger().calls().stream().map(Call::fault).toList();
  }
}
