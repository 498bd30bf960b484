package io.mlconnector.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

  @TempDir static Path ofAll;
  private static EmbeddedPostgres running;

  @TempDir Path data;

  /** For the tests that neither stop it nor mind what others have in it. */
  @BeforeAll
  static void start() {
    running = EmbeddedPostgres.start(ofAll, 0, Durability.FAST);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void aRestartKeepsPortAndRows() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0, Durability.FAST)) {
      String url = postgres.database("kept");
      execute(postgres, url, "create table t as select 'one' as v");

      postgres.restart();

      assertThat(postgres.database("kept")).isEqualTo(url);
      assertThat(text(postgres, url, "select v from t")).isEqualTo("one");
    }
  }

  @Test
  void twoDatabasesDoNotSeeEachOther() throws Exception {
    String one = running.database("one");
    String two = running.database("two");
    execute(running, one, "create table t as select 'one' as v");

    assertThat(text(running, one, "select v from t")).isEqualTo("one");
    assertThatThrownBy(() -> text(running, two, "select v from t"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("\"t\" does not exist");
  }

  @Test
  void aCopyHasWhatItsTemplateHadAndIsADatabaseOfItsOwn() throws Exception {
    AtomicInteger prepared = new AtomicInteger();
    Consumer<String> prepare =
        url -> {
          prepared.incrementAndGet();
          executeIn(running, url, "create table t as select 'one' as v");
        };
    String first = running.copy("first", "template_of_t", prepare);
    execute(running, first, "update t set v = 'changed'");

    String second = running.copy("second", "template_of_t", prepare);

    assertThat(text(running, second, "select v from t")).isEqualTo("one");
    assertThat(text(running, first, "select v from t")).isEqualTo("changed");
    assertThat(prepared).hasValue(1);
  }

  @Test
  void safeMeansSafeAlsoForADirectoryThatWasFast() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0, Durability.FAST)) {
      assertThat(text(postgres, postgres.jdbcUrl("postgres"), "show fsync")).isEqualTo("off");
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0, Durability.SAFE)) {
      String url = postgres.jdbcUrl("postgres");
      assertThat(text(postgres, url, "show fsync")).isEqualTo("on");
      assertThat(text(postgres, url, "show synchronous_commit")).isEqualTo("on");
    }
  }

  @Test
  void aServerEndsWithTheJvmThatStartedIt() throws Exception {
    try (OtherJvm other = OtherJvm.withPostgres(data, "tethered")) {
      other.kill();
      other.awaitPortFree();
    }
  }

  @Test
  void aServerThatWasLeftRunningIsReplacedAndItsRowsAreThere() throws Exception {
    try (OtherJvm other = OtherJvm.withPostgres(data, "abandoned")) {
      other.kill();
      assertThat(FreePort.isFree(other.port())).isFalse();

      try (var next = EmbeddedPostgres.start(data, other.port(), Durability.FAST)) {
        assertThat(text(next, next.jdbcUrl("kept"), "select v from t")).isEqualTo("one");
      }
    }
  }

  @Test
  void aFirstStartThatWasInterruptedIsMadeAgain() throws Exception {
    Files.writeString(data.resolve("PG_VERSION"), "17\n");
    Files.writeString(data.resolve("postgresql.conf"), "");

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0, Durability.FAST)) {
      assertThat(text(postgres, postgres.database("made"), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> EmbeddedPostgres.start(data, port, Durability.FAST))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessage("PostgreSQL cannot start: port " + port + " is in use");
    }
  }

  @Test
  void aDatabaseNameIsNoPlaceForSql() {
    assertThatThrownBy(() -> running.database("x; drop database postgres"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lower case");
  }

  static void execute(EmbeddedPostgres postgres, String url, String sql) throws Exception {
    try (Connection connection = connect(postgres, url)) {
      connection.createStatement().execute(sql);
    }
  }

  private static void executeIn(EmbeddedPostgres postgres, String url, String sql) {
    try {
      execute(postgres, url, sql);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String text(EmbeddedPostgres postgres, String url, String sql) throws Exception {
    try (Connection connection = connect(postgres, url);
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres, String url) throws SQLException {
    return DriverManager.getConnection(url, postgres.user(), postgres.password());
  }
}
