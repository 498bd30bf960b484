package io.mlconnector.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

  @TempDir Path data;

  @Test
  void aRestartKeepsPortTopicsAndTransactions() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data, 0)) {
      Topics.create(kafka, "kept");
      Topics.write(kafka, "kept", "one", "two");
      String before = kafka.bootstrapServers();

      kafka.restart();

      assertThat(kafka.bootstrapServers()).isEqualTo(before);
      Topics.write(kafka, "kept", "three");
      assertThat(Topics.read(kafka, "kept", 3)).containsExactly("one", "two", "three");
    }
  }

  @Test
  void itTakesEveryCompression() throws Exception {
    List<String> codecs = List.of("gzip", "lz4", "snappy", "zstd");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data, 0)) {
      Topics.create(kafka, "small");
      for (String codec : codecs) {
        Topics.writeCompressed(kafka, "small", codec, codec);
      }
      assertThat(Topics.read(kafka, "small", 4)).containsExactlyElementsOf(codecs);
    }
  }

  @Test
  void anotherBrokerOnTheSameDirectoryGoesOnWhereTheFirstStopped() throws Exception {
    try (EmbeddedKafka first = EmbeddedKafka.start(data, 0)) {
      Topics.create(first, "kept");
      Topics.write(first, "kept", "one");
    }
    try (EmbeddedKafka second = EmbeddedKafka.start(data, 0)) {
      assertThat(Topics.read(second, "kept", 1)).containsExactly("one");
    }
  }

  @Test
  void aStoppedBrokerFreesItsPort() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data, 0)) {
      assertThat(FreePort.isFree(kafka.port())).isFalse();
      kafka.stop();
      assertThat(kafka.isRunning()).isFalse();
      assertThat(FreePort.isFree(kafka.port())).isTrue();
    }
  }

  @Test
  void aFirstStartThatWasInterruptedIsMadeAgain() throws Exception {
    EmbeddedKafka.start(data, 0).close();
    Files.delete(data.resolve("meta.properties"));
    Files.writeString(data.resolve("meta.properties.tmp"), "half");

    try (EmbeddedKafka kafka = EmbeddedKafka.start(data, 0)) {
      Topics.create(kafka, "made");
      Topics.write(kafka, "made", "one");
      assertThat(Topics.read(kafka, "made", 1)).containsExactly("one");
    }
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedKafka.start(data, taken.getLocalPort()))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessage("Kafka cannot start: port " + taken.getLocalPort() + " is in use");
    }
  }
}
