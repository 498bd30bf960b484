package io.mlconnector.local;

import io.mlconnector.embedded.Durability;
import io.mlconnector.embedded.EmbeddedPostgres;
import io.mlconnector.embedded.Folders;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;

/**
 * A physical backup of a running server and its archived WAL, as an operator makes them, and the
 * server's return to a moment between.
 *
 * @param server the server's data directory
 * @param copy where the base backup goes
 * @param archive where WAL goes as it is written
 * @see <a href="https://www.postgresql.org/docs/17/continuous-archiving.html">Continuous archiving
 *     and point-in-time recovery</a>
 */
record BaseBackup(Path server, Path copy, Path archive) {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** What a base backup leaves out. */
  private static final Set<String> OTHERS = Set.of("pg_wal", "pg_replslot", "pg_stat_tmp");

  private static final Set<String> OWN = Set.of("postmaster.pid", "postmaster.opts");

  static BaseBackup of(Path server, Path folder) throws IOException {
    Files.createDirectories(folder.resolve("wal"));
    return new BaseBackup(server, folder.resolve("base"), folder.resolve("wal"));
  }

  /** Has WAL archived from its next start on. */
  void archive(EmbeddedPostgres running) throws SQLException {
    try (Connection sql = connect(running)) {
      run(sql, "alter system set archive_mode = 'on'");
      run(
          sql,
          "alter system set archive_command = 'test ! -f %s/%%f && cp %%p %s/%%f'"
              .formatted(archive, archive));
    }
  }

  /** While the server works. */
  void take(EmbeddedPostgres running) throws SQLException, IOException {
    try (Connection sql = connect(running)) {
      run(sql, "select pg_backup_start('rehearsal', true)");
      copyTree(server, copy, true);
      try (Statement statement = sql.createStatement();
          ResultSet row = statement.executeQuery("select labelfile from pg_backup_stop(true)")) {
        row.next();
        Files.writeString(copy.resolve("backup_label"), row.getString(1));
      }
    }
    for (String folder : OTHERS) {
      Files.createDirectories(copy.resolve(folder));
    }
  }

  /** The moment by the server's clock. */
  static String now(EmbeddedPostgres running) throws SQLException {
    try (Connection sql = connect(running);
        Statement statement = sql.createStatement();
        ResultSet row = statement.executeQuery("select clock_timestamp()::text")) {
      row.next();
      return row.getString(1);
    }
  }

  /** Waits until all WAL of until now is in the archive. */
  void archiveAll(EmbeddedPostgres running) throws SQLException {
    try (Connection sql = connect(running);
        Statement statement = sql.createStatement()) {
      String file;
      try (ResultSet row = statement.executeQuery("select pg_walfile_name(pg_current_wal_lsn())")) {
        row.next();
        file = row.getString(1);
      }
      run(sql, "select pg_switch_wal()");
      Awaitility.await("WAL is archived")
          .atMost(LIMIT)
          .until(() -> Files.exists(archive.resolve(file)));
    }
  }

  /** Replaces the server's directory, which nothing runs on, and brings it to the moment. */
  void restore(String moment, int port) throws Exception {
    Folders.delete(server);
    copyTree(copy, server, false);
    Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwx------"));
    Files.createFile(server.resolve("recovery.signal"));
    Files.writeString(
        server.resolve("postgresql.auto.conf"),
        """

        restore_command = 'cp %s/%%f %%p'
        recovery_target_time = '%s'
        recovery_target_action = 'promote'
        """
            .formatted(archive, moment),
        StandardOpenOption.APPEND);
    try (EmbeddedPostgres recovering = EmbeddedPostgres.start(server, port, Durability.SAFE)) {
      Awaitility.await("the database is at its moment")
          .atMost(LIMIT)
          .ignoreExceptions()
          .until(() -> !inRecovery(recovering));
    }
  }

  private static boolean inRecovery(EmbeddedPostgres running) throws SQLException {
    try (Connection sql = connect(running);
        Statement statement = sql.createStatement();
        ResultSet row = statement.executeQuery("select pg_is_in_recovery()")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private static Connection connect(EmbeddedPostgres running) throws SQLException {
    return DriverManager.getConnection(
        running.jdbcUrl("postgres"), running.user(), running.password());
  }

  private static void run(Connection sql, String text) throws SQLException {
    try (Statement statement = sql.createStatement()) {
      statement.execute(text);
    }
  }

  /** Files of a running server come and go; what was there at the beginning is what counts. */
  private static void copyTree(Path from, Path to, boolean running) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes any)
              throws IOException {
            if (running && folder.getParent().equals(from) && OTHERS.contains(name(folder))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes any) throws IOException {
            if (!OWN.contains(name(file))) {
              try {
                Files.copy(file, to.resolve(from.relativize(file)));
              } catch (NoSuchFileException gone) {
                return FileVisitResult.CONTINUE;
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
