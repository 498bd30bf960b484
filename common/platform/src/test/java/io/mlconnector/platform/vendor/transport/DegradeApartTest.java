package io.mlconnector.platform.vendor.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.egress.AddressRule;
import io.mlconnector.hostile.Bombs;
import io.mlconnector.spi.VendorFailure;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Two connections of an adapter share its one event loop here: while every answer of one is a bomb,
 * the other's pages all come.
 */
class DegradeApartTest {

  private static final Vertx OURS = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private static final Vertx VENDORS = Vertx.vertx();
  private static final long CAP = 1 << 20;
  private static final int PAGES = 160;
  private static final Duration SHORT = Duration.ofMillis(150);
  private static final Duration ENOUGH = Duration.ofSeconds(20);

  /** Bodies by kind; null for those that are made while they are sent. */
  private static final Map<String, byte[]> KINDS = kinds();

  private final AtomicLong poured = new AtomicLong();

  @AfterAll
  static void stop() {
    FakeVendor.await(OURS.close());
    FakeVendor.await(VENDORS.close());
  }

  @Test
  void whileOneConnectionIsAnsweredWithBombsAllPagesOfAnotherCome() throws Exception {
    List<String> kinds = List.copyOf(KINDS.keySet());
    List<Integer> pages = new ArrayList<>();
    List<Future<Boolean>> bombs = new ArrayList<>();
    ExecutorService attacked = Executors.newFixedThreadPool(kinds.size());
    try (FakeVendor foe = new FakeVendor(VENDORS, this::bomb);
        FakeVendor friend = new FakeVendor(VENDORS, DegradeApartTest::page);
        VertxTransport one = transport();
        VertxTransport other = transport()) {
      for (int i = 0; i < PAGES; i++) {
        String kind = kinds.get(i % kinds.size());
        bombs.add(attacked.submit(() -> fails(one, foe, kind)));
        Request request = new Request("GET", friend.uri("/" + i), List.of(), null);
        JsonNode page = CanonicalJson.read(other.exchange(request, ENOUGH).body(), JsonNode.class);
        pages.add(page.path("page").asInt());
      }

      for (Future<Boolean> bomb : bombs) {
        assertThat(bomb.get(30, TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      attacked.shutdownNow();
    }
    assertThat(pages).isEqualTo(IntStream.range(0, PAGES).boxed().toList());
    // What the network held when we hung up is written and not read.
    assertThat(poured.get() / (PAGES / kinds.size())).isBetween(CAP, 20 * CAP);
  }

  private static Map<String, byte[]> kinds() {
    Map<String, byte[]> kinds = new LinkedHashMap<>();
    kinds.put("endless", null);
    kinds.put("slow", null);
    kinds.put("silent", null);
    kinds.put("gzip", Bombs.gzip(64L << 20));
    kinds.put("deflate", Bombs.deflate(64L << 20));
    kinds.put("deep", Bombs.json().get("deep objects"));
    kinds.put("digits", Bombs.json().get("a huge exponent"));
    kinds.put("unended", Bombs.json().get("half a document"));
    return kinds;
  }

  private static boolean fails(VertxTransport transport, FakeVendor foe, String kind) {
    boolean waits = kind.equals("slow") || kind.equals("silent");
    Request request = new Request("GET", foe.uri("/" + kind), List.of(), null);
    try {
      CanonicalJson.read(transport.exchange(request, waits ? SHORT : ENOUGH).body(), Priced.class);
      return false;
    } catch (VendorFailure | IllegalArgumentException e) {
      return true;
    }
  }

  /** What the bombs are read as. */
  public record Priced(BigDecimal amount) {}

  private void bomb(HttpServerRequest request) {
    String kind = request.path().substring(1);
    switch (kind) {
      case "endless" -> {
        request.response().setChunked(true);
        pour(request, Buffer.buffer(new byte[64 << 10]));
      }
      case "slow" -> request.response().setChunked(true).write("{\"amount\":");
      case "silent" -> {}
      case "gzip", "deflate" ->
          request
              .response()
              .putHeader("Content-Encoding", kind)
              .end(Buffer.buffer(KINDS.get(kind)));
      default -> request.response().end(Buffer.buffer(KINDS.get(kind)));
    }
  }

  private void pour(HttpServerRequest request, Buffer chunk) {
    if (request.response().closed()) {
      return;
    }
    request
        .response()
        .write(chunk)
        .onSuccess(
            written -> {
              poured.addAndGet(chunk.length());
              pour(request, chunk);
            });
  }

  private static void page(HttpServerRequest request) {
    request.response().end("{\"page\":%s}".formatted(request.path().substring(1)));
  }

  private static VertxTransport transport() {
    return new VertxTransport(
        OURS,
        new TransportSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            CAP,
            8,
            new AddressRule(true, List.of()),
            host -> null,
            null));
  }
}
