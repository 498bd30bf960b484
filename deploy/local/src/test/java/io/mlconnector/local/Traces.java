package io.mlconnector.local;

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
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that a run has written down: each table, each topic, each log. */
final class Traces {

  private final Map<String, String> contents = new TreeMap<>();

  private Traces() {}

  static Traces of(Ports ports, Path data) throws SQLException, IOException {
    return of(ports, data, Set.of("oracle-fusion", "zendesk"));
  }

  /** The same, of the run of these systems. */
  static Traces of(Ports ports, Path data, Set<String> systems) throws SQLException, IOException {
    Traces traces = new Traces();
    for (Service service : Service.forSystems(systems)) {
      traces.tables(ports.of(Ports.POSTGRES), service.database());
    }
    traces.topics("127.0.0.1:" + ports.of(Ports.KAFKA));
    traces.logs(data.resolve("logs"));
    return traces;
  }

  /** Where the text stands: as it is, base64 in every alignment, or as hexadecimal bytes. */
  List<String> placesOf(String text) {
    List<String> forms = forms(text);
    return contents.entrySet().stream()
        .filter(place -> forms.stream().anyMatch(place.getValue()::contains))
        .map(Map.Entry::getKey)
        .toList();
  }

  List<String> logsWith(String text) {
    return contents.entrySet().stream()
        .filter(place -> place.getKey().startsWith("log") && place.getValue().contains(text))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<String> forms(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<String> forms = new ArrayList<>(List.of(text, HexFormat.of().formatHex(bytes)));
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      // Characters at the ends also hold bits of the neighbours.
      forms.add(encoded.substring(before == 0 ? 0 : before + 1, encoded.length() - 2));
    }
    return forms;
  }

  private void tables(int port, String database) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    try (Connection sql = DriverManager.getConnection(url, "postgres", "postgres")) {
      for (String table :
          column(
              sql,
              "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables"
                  + " where schemaname not in ('pg_catalog', 'information_schema')")) {
        List<String> rows = column(sql, "select t::text from " + table + " t");
        contents.put("table " + database + "/" + table, String.join("\n", rows));
      }
    }
  }

  private static List<String> column(Connection sql, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = sql.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private void topics(String bootstrap) {
    var bytes = new ByteArrayDeserializer();
    try (var consumer =
        new KafkaConsumer<>(Map.of("bootstrap.servers", (Object) bootstrap), bytes, bytes)) {
      consumer
          .listTopics()
          .forEach(
              (topic, partitions) -> {
                List<TopicPartition> parts =
                    partitions.stream().map(p -> new TopicPartition(topic, p.partition())).toList();
                contents.put("topic " + topic, read(consumer, parts));
              });
    }
  }

  private static String read(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> parts) {
    StringBuilder all = new StringBuilder();
    consumer.assign(parts);
    consumer.seekToBeginning(parts);
    Map<TopicPartition, Long> ends = consumer.endOffsets(parts);
    while (parts.stream().anyMatch(part -> consumer.position(part) < ends.get(part))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
        append(all, record.key());
        append(all, record.value());
        record.headers().forEach(header -> append(all, header.value()));
      }
    }
    return all.toString();
  }

  private static void append(StringBuilder all, byte[] bytes) {
    if (bytes != null) {
      all.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
    }
  }

  private void logs(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            "log " + file.getFileName(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
  }
}
