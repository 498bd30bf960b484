package io.mlconnector.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** Formats a broker's data directory on its first start and leaves a formatted one alone. */
final class KafkaStorage {

  private KafkaStorage() {}

  static void format(Path data, Optional<Secured> secured) {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    try {
      Files.createDirectories(data);
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setNodeId(KafkaSettings.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(data.toString())
          .setMetadataLogDirectory(data.toString())
          .setControllerListenerName(KafkaSettings.CONTROLLER)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setUnstableFeatureVersionsEnabled(false)
          .setIgnoreFormatted(false)
          .setScramArguments(secured.map(KafkaStorage::user).stream().toList())
          .run();
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "Kafka cannot use " + data + " as its data directory: " + e.getMessage(), e);
    } catch (Exception e) {
      throw new EmbeddedStartException("Kafka cannot format " + data + ": " + e.getMessage(), e);
    }
  }

  private static String user(Secured secured) {
    return "SCRAM-SHA-512=[name=%s,password=%s]".formatted(secured.user(), secured.password());
  }
}
