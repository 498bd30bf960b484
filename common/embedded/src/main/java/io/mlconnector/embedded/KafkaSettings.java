package io.mlconnector.embedded;

import static java.util.Map.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;

/**
 * The settings of a one-node broker: no replication, few internal partitions, small buffers.
 *
 * <p>Keys as in Apache Kafka's broker configuration reference, version 4.1.
 */
final class KafkaSettings {

  static final int NODE_ID = 1;
  static final String CONTROLLER = "CONTROLLER";

  private static final String BROKER = "BROKER";
  private static final String HOST = "127.0.0.1";
  private static final String SCRAM = "SCRAM-SHA-512";
  private static final int MEBIBYTE = 1 << 20;

  private static final Map<String, Object> SMALL =
      Map.ofEntries(
          entry("process.roles", "broker,controller"),
          entry("node.id", NODE_ID),
          entry("controller.listener.names", CONTROLLER),
          entry("inter.broker.listener.name", BROKER),
          // As in a production cluster: a topic is created with its settings or not at all.
          entry("auto.create.topics.enable", false),
          entry("offsets.topic.replication.factor", 1),
          entry("offsets.topic.num.partitions", 5),
          entry("transaction.state.log.replication.factor", 1),
          entry("transaction.state.log.min.isr", 1),
          entry("transaction.state.log.num.partitions", 5),
          entry("share.coordinator.state.topic.replication.factor", 1),
          entry("share.coordinator.state.topic.min.isr", 1),
          entry("share.coordinator.state.topic.num.partitions", 1),
          entry("group.initial.rebalance.delay.ms", 0),
          entry("num.network.threads", 2),
          entry("num.io.threads", 4),
          entry("background.threads", 2),
          entry("num.recovery.threads.per.data.dir", 2),
          entry("log.cleaner.dedupe.buffer.size", 8 * MEBIBYTE),
          entry("log.index.size.max.bytes", 2 * MEBIBYTE),
          entry("log.segment.bytes", 64 * MEBIBYTE),
          // After a crash the broker is let in again when its former session has ended.
          entry("broker.session.timeout.ms", 6000));

  private KafkaSettings() {}

  static KafkaConfig of(Path data, int port, int controllerPort, Optional<Secured> secured) {
    String broker = BROKER + "://" + HOST + ":" + port;
    String controller = CONTROLLER + "://" + HOST + ":" + controllerPort;
    Map<String, Object> settings = new HashMap<>(SMALL);
    settings.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
    settings.put("listeners", broker + "," + controller);
    settings.put("advertised.listeners", broker);
    settings.put("log.dirs", data);
    settings.put(
        "listener.security.protocol.map",
        BROKER + (secured.isPresent() ? ":SASL_SSL," : ":PLAINTEXT,") + CONTROLLER + ":PLAINTEXT");
    secured.ifPresent(how -> settings.putAll(secure(how)));
    Properties properties = new Properties();
    settings.forEach((key, value) -> properties.setProperty(key, String.valueOf(value)));
    return KafkaConfig.fromProps(properties);
  }

  /** The broker speaks to itself as its clients do, such as at the end of a transaction. */
  private static Map<String, String> secure(Secured secured) {
    String listener = "listener.name." + BROKER.toLowerCase(Locale.ROOT) + ".";
    return Map.of(
        "sasl.enabled.mechanisms",
        SCRAM,
        "sasl.mechanism.inter.broker.protocol",
        SCRAM,
        listener + "scram-sha-512.sasl.jaas.config",
        secured.login(),
        "ssl.keystore.type",
        "PEM",
        "ssl.keystore.key",
        text(secured.certificates().key()),
        "ssl.keystore.certificate.chain",
        text(secured.certificates().certificate()),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.certificates",
        text(secured.certificates().authority()));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new EmbeddedStartException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
