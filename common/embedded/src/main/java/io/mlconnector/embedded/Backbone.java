package io.mlconnector.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Kafka and PostgreSQL together: what the services stand on. */
public final class Backbone implements AutoCloseable {

  private final EmbeddedPostgres postgres;
  private final EmbeddedKafka kafka;

  private Backbone(EmbeddedPostgres postgres, EmbeddedKafka kafka) {
    this.postgres = postgres;
    this.kafka = kafka;
  }

  /**
   * Starts both side by side.
   *
   * @param data directory that keeps both, each in a folder of its own
   * @param kafkaPort loopback port of the broker; 0 for a free one
   * @param postgresPort loopback port of the database; 0 for a free one
   * @throws EmbeddedStartException when one of them does not come up; the other is stopped again
   */
  public static Backbone start(Path data, int kafkaPort, int postgresPort, Durability durability) {
    var postgres =
        CompletableFuture.supplyAsync(
            () -> EmbeddedPostgres.start(data.resolve("postgres"), postgresPort, durability));
    try {
      EmbeddedKafka kafka = EmbeddedKafka.start(data.resolve("kafka"), kafkaPort);
      return new Backbone(joinOrStop(postgres, kafka), kafka);
    } catch (RuntimeException kafkaFailed) {
      postgres.thenAccept(EmbeddedPostgres::close).exceptionally(alsoFailed -> null).join();
      throw kafkaFailed;
    }
  }

  /**
   * The one backbone of this JVM for tests: started at the first call, in a temporary directory,
   * without waiting for the disk, stopped when the JVM ends. Take a database of your own by {@link
   * #database(String)} and topics under names of your own.
   */
  public static Backbone shared() {
    return Shared.INSTANCE;
  }

  public EmbeddedPostgres postgres() {
    return postgres;
  }

  public EmbeddedKafka kafka() {
    return kafka;
  }

  /** Creates the database unless it exists, and returns its JDBC URL. */
  public String database(String name) {
    return postgres.database(name);
  }

  @Override
  public void close() {
    try {
      kafka.close();
    } finally {
      postgres.close();
    }
  }

  private static EmbeddedPostgres joinOrStop(
      CompletableFuture<EmbeddedPostgres> postgres, EmbeddedKafka kafka) {
    try {
      return postgres.join();
    } catch (CompletionException e) {
      kafka.close();
      throw e.getCause() instanceof EmbeddedStartException known
          ? known
          : new EmbeddedStartException("PostgreSQL cannot start: " + e.getMessage(), e);
    }
  }

  private static final class Shared {

    private static final Backbone INSTANCE = start();

    private static Backbone start() {
      try {
        Path data = Files.createTempDirectory("mlconnector-backbone");
        Backbone backbone = Backbone.start(data, 0, 0, Durability.FAST);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(backbone, data)));
        return backbone;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void stop(Backbone backbone, Path data) {
      backbone.close();
      Folders.delete(data);
    }
  }
}
