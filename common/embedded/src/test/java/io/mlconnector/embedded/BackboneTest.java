package io.mlconnector.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackboneTest {

  @TempDir Path data;

  @Test
  void theSharedOneStartsOnceAndServesBoth() throws Exception {
    Backbone backbone = Backbone.shared();
    String url = backbone.database("backbone_test");
    Topics.create(backbone.kafka(), "backbone-test");
    Topics.write(backbone.kafka(), "backbone-test", "one");

    assertThat(Backbone.shared()).isSameAs(backbone);
    assertThat(Topics.read(backbone.kafka(), "backbone-test", 1)).containsExactly("one");
    try (var connection = DriverManager.getConnection(url, "postgres", "postgres")) {
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  @Test
  void whenKafkaCannotStartPostgresDoesNotStay() throws Exception {
    int postgresPort = FreePort.find();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int kafkaPort = taken.getLocalPort();
      assertThatThrownBy(() -> Backbone.start(data, kafkaPort, postgresPort, Durability.FAST))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining("Kafka");
    }
    assertThat(FreePort.isFree(postgresPort)).isTrue();
  }

  @Test
  void whenPostgresCannotStartKafkaDoesNotStay() throws Exception {
    int kafkaPort = FreePort.find();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int postgresPort = taken.getLocalPort();
      assertThatThrownBy(() -> Backbone.start(data, kafkaPort, postgresPort, Durability.FAST))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining("PostgreSQL");
    }
    assertThat(FreePort.isFree(kafkaPort)).isTrue();
  }
}
