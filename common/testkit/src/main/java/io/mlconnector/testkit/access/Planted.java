package io.mlconnector.testkit.access;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Rows of an adapter's tables about two connections, put there for a test and taken away again. */
final class Planted implements AutoCloseable {

  private static final String BY = "planted";

  private final Connection sql;

  Planted() {
    try {
      sql =
          DriverManager.getConnection(
              setting("quarkus.datasource.jdbc.url"),
              setting("quarkus.datasource.username"),
              setting("quarkus.datasource.password"));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static String setting(String key) {
    return ConfigProvider.getConfig().getValue(key, String.class);
  }

  /** A delivery that stands aside and one that waits, of a record of a source. */
  void deliveries(String target, String source) {
    String ref = "%s|user|%s|customer|%s".formatted(target, source, BY);
    String delivery = delivery(target, source);
    run(
        "insert into parked (delivery, connection, ref, object, mode, sequence, ord, tries, risky,"
            + " approved, parents, body, accepted, kind, reason)"
            + " values (?, ?, ?, 'user', 'UPSERT', '0.0', 1, 1, false, false, '{}', ?, now(),"
            + " 'REJECTED', 'planted for a test')",
        delivery,
        target,
        ref,
        "{\"ref\":\"" + ref + "\"}");
    run(
        "insert into waiting (delivery, connection, ref, object, mode, sequence, ord, tries, risky,"
            + " approved, parents, body, accepted, parent)"
            + " values (?, ?, ?, 'user', 'UPSERT', '0.0', 1, 1, false, false, '{}', ?, now(), ?)",
        delivery + "-waits",
        target,
        ref + "-waits",
        "{\"ref\":\"" + ref + "\"}",
        "%s|organization|%s|customer|parent".formatted(target, source));
  }

  static String delivery(String target, String source) {
    return BY + "-" + target + "-" + source;
  }

  void parkedRead(String connection, String stream) {
    run(
        "insert into parked_read (connection, stream, key, reason, since, journey)"
            + " values (?, ?, ?, 'planted for a test', now(), repeat('0', 32))",
        connection,
        stream,
        BY);
  }

  void massChange(String connection, List<String> sources) {
    run(
        "insert into mass_change (connection, object, counted, linked, allowed, samples)"
            + " values (?, ?, 1, 2, 0, string_to_array(?, ','))",
        connection,
        BY,
        String.join(
            ",",
            sources.stream()
                .map(source -> "%s|user|%s|customer|1".formatted(connection, source))
                .toList()));
  }

  private void run(String statement, String... values) {
    try (PreparedStatement prepared = sql.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setString(i + 1, values[i]);
      }
      prepared.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(statement, e);
    }
  }

  @Override
  public void close() {
    run("delete from parked where delivery like 'planted-%'");
    run("delete from waiting where delivery like 'planted-%'");
    run("delete from parked_read where key = 'planted'");
    run("delete from mass_change where object = 'planted'");
    try {
      sql.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
