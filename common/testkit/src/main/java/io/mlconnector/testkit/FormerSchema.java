package io.mlconnector.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/**
 * A database as a former release left it: with the migrations that there were then, and rows of
 * that time in every table. A service that starts on it migrates it, so that all its tests run on
 * tables that have a past; Flyway refuses a migration that was released and is another one now.
 *
 * <p>From the class path: {@code former/migrations.txt} with a migration per line, {@code
 * former/rows.sql}, and {@code former/empty.txt} with tables that have no rows in between.
 */
public final class FormerSchema {

  private FormerSchema() {}

  /** Makes it, unless the database has tables already. */
  public static void make(String url, String user, String password) {
    try (Connection sql = DriverManager.getConnection(url, user, password)) {
      if (!tables(sql).isEmpty()) {
        return;
      }
      migrate(url, user, password);
      try (Statement statement = sql.createStatement()) {
        statement.execute(text("former/rows.sql"));
      }
      List<String> empty = text("former/empty.txt").lines().toList();
      for (String table : tables(sql)) {
        if (!empty.contains(table) && count(sql, table) == 0) {
          throw new IllegalStateException("former/rows.sql has no row of " + table);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The former database cannot be made: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void migrate(String url, String user, String password) throws IOException {
    Path folder = Files.createTempDirectory("former-schema");
    for (String migration : text("former/migrations.txt").lines().toList()) {
      String name = migration.substring(migration.lastIndexOf('/') + 1);
      Files.writeString(folder.resolve(name), text(migration));
    }
    Flyway.configure()
        .dataSource(url, user, password)
        .locations("filesystem:" + folder)
        .load()
        .migrate();
  }

  private static List<String> tables(Connection sql) throws SQLException {
    try (Statement statement = sql.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select relname from pg_class where relnamespace = 'public'::regnamespace"
                    + " and relkind in ('r', 'p') and not relispartition")) {
      List<String> tables = new ArrayList<>();
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
      return tables;
    }
  }

  private static long count(Connection sql, String table) throws SQLException {
    try (Statement statement = sql.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static String text(String resource) throws IOException {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream stream = loader.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is not there any more");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
