package io.mlconnector.platform.vendor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.mlconnector.flow.egress.AddressRule;
import io.mlconnector.flow.egress.Cidr;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VertxTransportTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final Duration ENOUGH = Duration.ofSeconds(20);
  private static final long CAP = 1 << 20;

  private final FakeVendor vendor = new FakeVendor(VERTX, this::echo);
  private VertxTransport transport = transport(new AddressRule(true, List.of()));

  @AfterEach
  void stop() {
    transport.close();
    vendor.close();
  }

  @AfterAll
  static void stopAll() {
    FakeVendor.await(VERTX.close());
  }

  @Test
  void aRequestArrivesAsItIsAndTheAnswerComesBackWhole() {
    Request request =
        new Request(
            "PATCH",
            vendor.uri("/a%20b?q=x%2By"),
            List.of(new Request.Header("Accept", "application/json")),
            "{}".getBytes(StandardCharsets.UTF_8));

    Answer answer = transport.exchange(request, ENOUGH);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("X-Seen")).contains("PATCH /a%20b?q=x%2By application/json");
    assertThat(answer.text()).isEqualTo("{}");
  }

  @Test
  void oneConnectionServesManyCalls() {
    AtomicLong connections = new AtomicLong();
    vendor.now(
        request -> {
          connections.updateAndGet(n -> Math.max(n, request.connection().remoteAddress().port()));
          request.response().end(String.valueOf(request.connection().remoteAddress().port()));
        });

    String first = transport.exchange(get("/"), ENOUGH).text();
    String second = transport.exchange(get("/"), ENOUGH).text();

    assertThat(second).isEqualTo(first);
  }

  @Test
  void anEndlessAnswerIsCutAtTheCap() {
    AtomicLong written = new AtomicLong();
    vendor.now(request -> pour(request, 400L << 20, written));

    VendorFailure failure = failure(get("/huge"));

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.sent()).isTrue();
    assertThat(failure).hasMessageContaining("more than 1048576 bytes");
    await().untilAsserted(() -> assertThat(written.get()).isBetween(CAP, 200L << 20));
  }

  @Test
  void aSmallAnswerThatUnpacksToAHugeOneIsCutAtTheCap() {
    byte[] bomb = gzip(64 << 20);
    vendor.now(
        request ->
            request.response().putHeader("Content-Encoding", "gzip").end(Buffer.buffer(bomb)));

    VendorFailure failure = failure(get("/bomb"));

    assertThat(bomb.length).isLessThan((int) CAP);
    assertThat(failure).hasMessageContaining("more than 1048576 bytes");
  }

  @Test
  void aCompressedAnswerIsUnpacked() {
    byte[] packed = gzip(1000);
    vendor.now(
        request ->
            request.response().putHeader("Content-Encoding", "gzip").end(Buffer.buffer(packed)));

    assertThat(transport.exchange(get("/"), ENOUGH).body()).hasSize(1000);
  }

  @Test
  void aVendorThatHangsIsLeftAtTheDeadline() {
    vendor.now(request -> {});

    VendorFailure failure =
        catchThrowableOfType(
            VendorFailure.class, () -> transport.exchange(get("/"), Duration.ofMillis(200)));

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.sent()).isTrue();
    assertThat(failure).hasMessageContaining("did not answer within 200 ms");
  }

  @Test
  void anAnswerThatTricklesIsLeftAtTheDeadline() {
    vendor.now(
        request -> {
          request.response().setChunked(true);
          VERTX.setPeriodic(
              20,
              timer -> {
                if (request.response().closed()) {
                  VERTX.cancelTimer(timer);
                } else {
                  request.response().write("x");
                }
              });
        });

    VendorFailure failure =
        catchThrowableOfType(
            VendorFailure.class, () -> transport.exchange(get("/"), Duration.ofMillis(300)));

    assertThat(failure.sent()).isTrue();
    assertThat(failure).hasMessageContaining("did not answer within");
  }

  @Test
  void aConnectionDroppedAfterTheRequestLeavesItUnknown() {
    vendor.now(request -> request.connection().close());

    VendorFailure failure = failure(get("/"));

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.sent()).isTrue();
  }

  @Test
  void aConnectionDroppedWithinTheAnswerIsNoAnswer() {
    vendor.now(
        request -> {
          request.response().putHeader("Content-Length", "100").write("half");
          VERTX.setTimer(50, v -> request.connection().close());
        });

    assertThat(failure(get("/")).sent()).isTrue();
  }

  @Test
  void aVendorThatIsNotThereWasSentNothing() {
    URI gone = vendor.uri("/");
    vendor.close();

    VendorFailure failure = failure(new Request("POST", gone, List.of(), new byte[0]));

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.sent()).isFalse();
  }

  @Test
  void aPrivateNetworkCanBeAllowed() {
    transport.close();
    transport = transport(new AddressRule(false, List.of(Cidr.parse("127.0.0.0/8"))));

    assertThat(transport.exchange(get("/"), ENOUGH).status()).isEqualTo(200);
  }

  private VendorFailure failure(Request request) {
    return catchThrowableOfType(VendorFailure.class, () -> transport.exchange(request, ENOUGH));
  }

  private Request get(String path) {
    return new Request("GET", vendor.uri(path), List.of(), null);
  }

  private static VertxTransport transport(AddressRule rule) {
    return new VertxTransport(
        VERTX,
        new TransportSettings(
            Duration.ofSeconds(5), Duration.ofSeconds(10), CAP, 4, rule, host -> null, null));
  }

  private void echo(HttpServerRequest request) {
    request.bodyHandler(
        body ->
            request
                .response()
                .putHeader(
                    "X-Seen",
                    request.method() + " " + request.uri() + " " + request.getHeader("Accept"))
                .end(body));
  }

  private static void pour(HttpServerRequest request, long bytes, AtomicLong written) {
    Buffer chunk = Buffer.buffer(new byte[64 << 10]);
    request.response().setChunked(true);
    more(request, bytes, written, chunk);
  }

  private static void more(
      HttpServerRequest request, long bytes, AtomicLong written, Buffer chunk) {
    if (written.get() >= bytes || request.response().closed()) {
      return;
    }
    request
        .response()
        .write(chunk)
        .onSuccess(
            v -> {
              written.addAndGet(chunk.length());
              more(request, bytes, written, chunk);
            });
  }

  private static byte[] gzip(int zeros) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[zeros]);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return packed.toByteArray();
  }
}
