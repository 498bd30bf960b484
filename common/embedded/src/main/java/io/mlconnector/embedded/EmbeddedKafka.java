package io.mlconnector.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * One real Apache Kafka broker inside this JVM, on loopback, whose topics survive a restart.
 *
 * <p>Broker and KRaft controller are one node. The port stays the same over {@link #stop()} and
 * {@link #start()}, so clients meet the broker again where they lost it.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private final Path data;
  private final int port;
  private final int controllerPort;
  private final Optional<Secured> secured;
  private KafkaRaftServer server;

  private EmbeddedKafka(Path data, int port, Optional<Secured> secured) {
    this.secured = secured;
    this.data = data;
    this.port = port == 0 ? FreePort.find() : port;
    this.controllerPort = FreePort.find();
  }

  /**
   * Starts a broker.
   *
   * @param data directory that keeps the topics; created and formatted when empty
   * @param port the loopback port to listen on; 0 for a free one
   * @throws EmbeddedStartException when the port is taken or the directory cannot be used
   */
  public static EmbeddedKafka start(Path data, int port) {
    return start(data, port, Optional.empty());
  }

  /**
   * The same, for clients that know a password only.
   *
   * @param secured the same for every start of one directory, since the first one writes the
   *     password into it
   * @throws EmbeddedStartException as above
   */
  public static EmbeddedKafka start(Path data, int port, Optional<Secured> secured) {
    EmbeddedKafka kafka = new EmbeddedKafka(data, port, secured);
    kafka.start();
    return kafka;
  }

  /** What clients set as {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** What a client has to be told, by the names of Kafka's configuration reference. */
  public Map<String, String> clientSettings() {
    Map<String, String> settings = new TreeMap<>();
    secured.ifPresent(how -> settings.putAll(how.kafkaClient()));
    settings.put("bootstrap.servers", bootstrapServers());
    return settings;
  }

  public int port() {
    return port;
  }

  public synchronized boolean isRunning() {
    return server != null;
  }

  /** Starts again after {@link #stop()}; does nothing while running. */
  public synchronized void start() {
    if (server != null) {
      return;
    }
    if (!FreePort.isFree(port)) {
      throw new EmbeddedStartException("Kafka cannot start: port " + port + " is in use", null);
    }
    QuietLogs.apply();
    KafkaStorage.format(data, secured);
    KafkaRaftServer starting = null;
    try {
      starting =
          new KafkaRaftServer(KafkaSettings.of(data, port, controllerPort, secured), Time.SYSTEM);
      starting.startup();
    } catch (RuntimeException e) {
      if (starting != null) {
        starting.shutdown();
        starting.awaitShutdown();
      }
      throw new EmbeddedStartException("Kafka cannot start in " + data + ": " + e.getMessage(), e);
    }
    server = starting;
  }

  /** Stops in order, with topics flushed; does nothing while stopped. */
  public synchronized void stop() {
    if (server == null) {
      return;
    }
    server.shutdown();
    server.awaitShutdown();
    server = null;
  }

  public synchronized void restart() {
    stop();
    start();
  }

  @Override
  public void close() {
    stop();
  }
}
