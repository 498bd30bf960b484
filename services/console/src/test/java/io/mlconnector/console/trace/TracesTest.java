package io.mlconnector.console.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.event.Journey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracesTest {

  private record Posted(String path, String key, String body) {}

  private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private HttpServer collector;
  private volatile int status = 200;
  private Traces traces;

  @TempDir Path folder;

  @BeforeEach
  void open() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/",
        exchange -> {
          byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
          posted.add(
              new Posted(
                  exchange.getRequestURI().getPath(),
                  exchange.getRequestHeaders().getFirst("X-Key"),
                  new String(body, StandardCharsets.ISO_8859_1)));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    collector.start();
  }

  @AfterEach
  void close() throws InterruptedException {
    if (traces != null) {
      traces.onStop(null);
    }
    collector.stop(0);
  }

  @Test
  void stepsReachTheCollectorWithTheirServiceAndTheHeadersOfTheFile() throws Exception {
    Path headers = Files.writeString(folder.resolve("headers"), "X-Key: k1\n");
    traces = started(Optional.of(headers));
    String journey = Journey.begin();

    traces.offer(List.of(SpansTest.event("e1", "zendesk", Step.CREATED, journey)));

    Posted batch = posted.poll(10, TimeUnit.SECONDS);
    assertThat(batch.path()).isEqualTo("/v1/traces");
    assertThat(batch.key()).isEqualTo("k1");
    assertThat(batch.body())
        .contains("zendesk", "created", bytes(journey))
        .doesNotContain("secret");
    await().untilAsserted(() -> assertThat(count("sent")).isEqualTo(1));
  }

  @Test
  void whatTheCollectorRefusesIsCountedAndTheNextIsSent() throws Exception {
    traces = started(Optional.empty());
    status = 400;
    traces.offer(List.of(event("e1")));
    await().untilAsserted(() -> assertThat(count("refused")).isEqualTo(1));

    status = 200;
    traces.offer(List.of(event("e2")));
    await().untilAsserted(() -> assertThat(count("sent")).isEqualTo(1));
  }

  @Test
  void aCollectorThatHangsDelaysNothingAndTheRestIsLeftOut() {
    CountDownLatch asked = new CountDownLatch(1);
    traces = new Traces(config(Optional.empty(), 3), meters);
    traces.open(new Hanging(asked));
    traces.offer(List.of(event("first")));
    await().until(() -> asked.getCount() == 0);

    for (int i = 0; i < 10; i++) {
      traces.offer(List.of(event("e" + i)));
    }

    assertThat(count("left-out")).isEqualTo(7);
  }

  @Test
  void withoutACollectorNothingIsKept() {
    traces = new Traces(config(Optional.empty(), 1), meters);

    traces.offer(List.of(event("e1"), event("e2")));

    assertThat(count("left-out")).isZero();
  }

  @Test
  void aFileOfHeadersThatCannotBeUnderstoodIsSaidAtTheStart() throws IOException {
    Path headers = Files.writeString(folder.resolve("headers"), "just a key\n");

    assertThatThrownBy(() -> started(Optional.of(headers)))
        .hasMessageStartingWith("mlconnector.traces.headers-file:")
        .hasMessageEndingWith("needs one `Name: value` per line");
  }

  private Traces started(Optional<Path> headers) {
    Traces made = new Traces(config(headers, 100), meters);
    made.onStart(null);
    return made;
  }

  private static AuditEvent event(String id) {
    return SpansTest.event(id, "zendesk", Step.CREATED, Journey.begin());
  }

  private double count(String outcome) {
    return meters.counter("mlconnector.traces.spans", "outcome", outcome).count();
  }

  private static String bytes(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private TraceConfig config(Optional<Path> headers, int queue) {
    URI endpoint =
        URI.create("http://127.0.0.1:%d/v1/traces".formatted(collector.getAddress().getPort()));
    return new TestConfig(Optional.of(endpoint), headers, 1, Duration.ofSeconds(5), queue);
  }

  private record TestConfig(
      Optional<URI> endpoint, Optional<Path> headersFile, double share, Duration timeout, int queue)
      implements TraceConfig {}

  /** Takes a batch and never says what became of it. */
  private record Hanging(CountDownLatch asked) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      asked.countDown();
      return new CompletableResultCode();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
