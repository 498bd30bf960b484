package io.mlconnector.console.trace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.flow.log.Log;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sends the steps of journeys to an OpenTelemetry collector, as they are entered into the ledger. A
 * collector that is slow or away costs steps, which are counted, and delays nothing.
 */
@ApplicationScoped
public class Traces {

  private static final Log LOG = Log.of(Traces.class);
  private static final int BATCH = 512;

  private final TraceConfig config;
  private final Spans spans;
  private final BlockingQueue<SpanData> waiting;
  private final Counter sent;
  private final Counter refused;
  private final Counter left;
  private Thread sender;
  private volatile boolean open;
  private boolean told;

  public Traces(TraceConfig config, MeterRegistry meters) {
    this.config = config;
    this.spans = new Spans(config.share());
    this.waiting = new ArrayBlockingQueue<>(config.queue());
    this.sent = counter(meters, "sent");
    this.refused = counter(meters, "refused");
    this.left = counter(meters, "left-out");
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return meters.counter("mlconnector.traces.spans", "outcome", outcome);
  }

  void onStart(@Observes StartupEvent event) {
    config.endpoint().ifPresent(endpoint -> open(exporter(endpoint.toString())));
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    if (sender != null) {
      open = false;
      sender.interrupt();
      sender.join();
    }
  }

  /** Takes what was entered; never waits. */
  public void offer(List<AuditEvent> events) {
    if (!open) {
      return;
    }
    for (AuditEvent event : events) {
      for (SpanData span : spans.of(event)) {
        if (!waiting.offer(span)) {
          left.increment();
        }
      }
    }
  }

  void open(SpanExporter exporter) {
    open = true;
    sender = new Thread(() -> send(exporter), "traces");
    sender.setDaemon(true);
    sender.start();
  }

  private void send(SpanExporter exporter) {
    List<SpanData> batch = new ArrayList<>(BATCH);
    try {
      while (open) {
        batch.add(waiting.take());
        waiting.drainTo(batch, BATCH - 1);
        tell(exporter, batch);
        batch.clear();
      }
    } catch (InterruptedException stopped) {
      waiting.drainTo(batch);
      tell(exporter, batch);
    } finally {
      exporter.shutdown();
    }
  }

  private void tell(SpanExporter exporter, List<SpanData> batch) {
    if (batch.isEmpty()) {
      return;
    }
    CompletableResultCode result =
        exporter.export(batch).join(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
    (result.isSuccess() ? sent : refused).increment(batch.size());
    if (result.isSuccess() == told) {
      told = !told;
      if (told) {
        LOG.warn("The collector of traces does not take them", "status", "refused or no answer");
      } else {
        LOG.info("The collector takes traces again");
      }
    }
  }

  private SpanExporter exporter(String endpoint) {
    OtlpHttpSpanExporterBuilder builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(endpoint)
            .setTimeout(config.timeout())
            .setConnectTimeout(Duration.ofSeconds(2))
            .setCompression("gzip");
    config.headersFile().ifPresent(file -> headers(file, builder));
    return builder.build();
  }

  /**
   * @throws IllegalStateException where the file cannot be used, naming the setting
   */
  private static void headers(Path file, OtlpHttpSpanExporterBuilder builder) {
    try {
      for (String line : Files.readAllLines(file)) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          builder.addHeader(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        } else if (!line.isBlank()) {
          throw new IllegalStateException(
              "mlconnector.traces.headers-file: %s needs one `Name: value` per line"
                  .formatted(file));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "mlconnector.traces.headers-file: %s cannot be read".formatted(file), e);
    }
  }
}
