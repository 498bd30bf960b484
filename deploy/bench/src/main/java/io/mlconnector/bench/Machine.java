package io.mlconnector.bench;

import io.mlconnector.embedded.Durability;
import io.mlconnector.embedded.EmbeddedKafka;
import io.mlconnector.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A real Kafka and a real PostgreSQL as in production, in this process, and how what is measured is
 * written down.
 */
public final class Machine implements AutoCloseable {

  public final Path work;
  public final EmbeddedPostgres postgres;
  public final EmbeddedKafka kafka;

  public Machine() throws IOException {
    work = Files.createTempDirectory("bench");
    postgres = EmbeddedPostgres.start(work.resolve("postgres"), 0, Durability.SAFE);
    kafka = EmbeddedKafka.start(work.resolve("kafka"), 0);
  }

  /** One line: cores, load, memory, versions and commit. */
  public String describe() throws Exception {
    String memory = Files.readAllLines(Path.of("/proc/meminfo")).get(0).replaceAll("\\D", "");
    return String.format(
        Locale.ROOT,
        "%d cores (all), load %s, %d GiB, Java %s, PostgreSQL %s, Kafka %s, commit %s",
        Integer.parseInt(command("nproc", "--all")),
        Files.readString(Path.of("/proc/loadavg")).split(" ")[0],
        Long.parseLong(memory) >> 20,
        Runtime.version(),
        text("postgres", "show server_version"),
        org.apache.kafka.common.utils.AppInfoParser.getVersion(),
        command("git", "rev-parse", "--short", "HEAD"));
  }

  /** The first column of the first row. */
  public String text(String database, String query) throws SQLException {
    try (Connection sql = connect(database);
        Statement statement = sql.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  public long number(String database, String query) throws SQLException {
    return Long.parseLong(text(database, query));
  }

  /** How many messages a topic has, those aside that only say where a transaction ends. */
  public long messages(String topic) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long count = 0;
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        count += consumer.poll(Duration.ofMillis(200)).count();
      }
      return count;
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl(database), postgres.user(), postgres.password());
  }

  /**
   * What the database did so far.
   *
   * @param commits transactions
   * @param walBytes written ahead
   * @param syncs how often the write-ahead log was brought to the disk
   */
  public record Work(long commits, long walBytes, long syncs) {
    public Work since(Work earlier) {
      return new Work(
          commits - earlier.commits, walBytes - earlier.walBytes, syncs - earlier.syncs);
    }
  }

  public Work work(String database) throws SQLException {
    return new Work(
        number(
            database,
            "select xact_commit from pg_stat_database where datname = '%s'".formatted(database)),
        number(database, "select wal_bytes::bigint from pg_stat_wal"),
        number(database, "select wal_sync from pg_stat_wal"));
  }

  private static String command(String... words) throws Exception {
    Process process = new ProcessBuilder(words).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  /** Median, and in brackets the least and the most. */
  public static String spread(List<Double> values, String format) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return String.format(
        Locale.ROOT,
        format + " (" + format + "–" + format + ")",
        sorted.get(sorted.size() / 2),
        sorted.get(0),
        sorted.get(sorted.size() - 1));
  }

  @Override
  public void close() {
    kafka.close();
    postgres.close();
  }
}
