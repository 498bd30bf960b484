package io.mlconnector.platform.poll;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.Topics;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.event.ChangeEvent;
import io.mlconnector.canonical.event.ChangeEventCodec;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.embedded.Backbone;
import io.mlconnector.flow.erasure.Suppressions;
import io.mlconnector.flow.kafka.BrokerUnavailable;
import io.mlconnector.flow.kafka.FencedProducer;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.Hashes;
import io.mlconnector.platform.connection.ConnectionDocument;
import io.mlconnector.platform.connection.ConnectionDocument.MassChange;
import io.mlconnector.platform.connection.ConnectionDocument.StreamDocument;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.spi.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** Polling over a real database, with a producer and a vendor in memory and a clock in the hand. */
final class PollFixture {

  final List<Message> sent = new ArrayList<>();
  final FakeSource source = new FakeSource();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Transactions transactions;
  Instant now = Instant.parse("2026-11-20T10:00:00Z");
  MassChange massChange;
  String from;
  boolean brokerAway;
  boolean leaseLost;
  volatile boolean paused;
  private long fence = 1;

  PollFixture() {
    PGSimpleDataSource data = new PGSimpleDataSource();
    data.setUrl(
        Backbone.shared().database("poll_" + UUID.randomUUID().toString().replace("-", "")));
    data.setUser("postgres");
    transactions = new Transactions(data);
    for (String part :
        List.of(
            "V220__poll.sql",
            "V223__parked_again.sql",
            "V256__backfill_progress.sql",
            "V260__suppressed.sql",
            "V266__dismissed_reads.sql")) {
      transactions.run(sql -> sql.createStatement().execute(migration(part)));
    }
  }

  private static String migration(String part) {
    try (InputStream in = PollFixture.class.getResourceAsStream("/db/platform/" + part)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Clock clock() {
    return new Clock() {
      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  PollServices services() {
    return new PollServices(
        transactions,
        new SourceRecords(),
        new StreamCursors(),
        new ParkedReads(),
        new FullScans(),
        new Suppressions(Hashes.KEY),
        "fake",
        (AuditEvent event) -> List.of(Message.json("audit", event.connection(), null, event)),
        new Topics(""),
        clock(),
        new PollMetrics(meters),
        connection -> paused);
  }

  /** A new owner: the fence rises. */
  Owned takeOver() {
    fence++;
    return new Owned(lease(fence), document(), connection(), new CapturingProducer(fence));
  }

  StreamPoller<FakeSource.Row> poller(Owned owned) {
    PagePublisher publisher = new PagePublisher(owned, services(), stream -> {});
    return new StreamPoller<>(owned, source, schedule(), publisher, services());
  }

  StreamSchedule schedule() {
    return StreamSchedule.of(document(), source, "10m");
  }

  ConnectionDocument document() {
    return new ConnectionDocument(
        "erp",
        "fake",
        "test",
        null,
        true,
        URI.create("http://localhost"),
        ZoneOffset.UTC,
        null,
        null,
        from == null
            ? null
            : Map.of("customers", new StreamDocument(null, null, null, null, from, null, null)),
        null,
        null,
        null,
        null,
        null,
        massChange,
        null);
  }

  List<ChangeEvent> events() {
    return sent.stream()
        .filter(message -> message.topic().startsWith("canonical."))
        .map(message -> ChangeEventCodec.read(message.key(), message.headers(), message.value()))
        .toList();
  }

  List<String> changes() {
    return events().stream()
        .map(event -> event.record().key() + "=" + event.data().path("name").asText("gone"))
        .toList();
  }

  static RecordKey customer(String key) {
    return new RecordKey("erp", "customer", key);
  }

  private io.mlconnector.spi.Connection connection() {
    return (io.mlconnector.spi.Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {io.mlconnector.spi.Connection.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "id" -> "erp";
                  case "settings" -> (Settings) null;
                  default -> throw new IllegalStateException(method.getName());
                });
  }

  private Lease lease(long held) {
    return new Lease() {
      private long number;

      @Override
      public String name() {
        return "connection/erp";
      }

      @Override
      public long fence() {
        return held;
      }

      @Override
      public Duration remaining() {
        return leaseLost || held < fence ? Duration.ZERO : Duration.ofSeconds(7);
      }

      @Override
      public void ensure(Duration needed) {}

      @Override
      public void guard(Connection sql) {
        if (!holds()) {
          throw new LeaseLost(name(), held);
        }
      }

      @Override
      public synchronized Sequence next() {
        return new Sequence(held, ++number);
      }
    };
  }

  private final class CapturingProducer implements FencedProducer {
    private final long held;

    CapturingProducer(long held) {
      this.held = held;
    }

    @Override
    public void publish(List<Message> messages) {
      if (held < fence) {
        throw new LeaseLost("connection/erp", held);
      }
      if (brokerAway) {
        throw new BrokerUnavailable(new IOException("broker is away"));
      }
      sent.addAll(messages);
    }

    @Override
    public void close() {}
  }
}
