package io.mlconnector.flow.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.embedded.Backbone;
import io.mlconnector.embedded.FreePort;
import io.mlconnector.flow.schema.Schema.Finding;
import io.mlconnector.flow.schema.Schema.State;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaGuardTest {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Backbone backbone = Backbone.shared();
  private String url;

  @BeforeEach
  void database() {
    url = backbone.database("schema_guard_" + COUNT.incrementAndGet());
    backbone.postgres().role("guarded");
  }

  @Test
  void theRoleOfAServiceWorksAndMayNotChangeTables() throws Exception {
    owner().load().migrate();

    try (Connection sql = DriverManager.getConnection(url, "guarded", "")) {
      execute(sql, "insert into outbox (lane, topic, key, headers) values ('a', 'b', 'c', 'd')");
      execute(sql, "delete from outbox");
      execute(sql, "select nextval('lease_fence')");
      for (String forbidden :
          List.of(
              "create table t (i int)",
              "alter table outbox add x int",
              "drop table outbox",
              "truncate outbox",
              "create index i on outbox (key)",
              "delete from flyway_schema_history")) {
        assertThatThrownBy(() -> execute(sql, forbidden))
            .as(forbidden)
            .isInstanceOf(SQLException.class)
            .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("42501"));
      }
    }
  }

  @Test
  void tablesThatLackAMigrationAreOlderAndFitOnceAJobHasMadeThem() throws Exception {
    assertThat(look()).extracting(Finding::state).isEqualTo(State.OLDER);
    owner().target("101").load().migrate();

    Finding older = look();

    assertThat(older.state()).isEqualTo(State.OLDER);
    assertThat(older.sentence()).contains("still needs V110 pause", "migration job");
    owner().load().migrate();
    assertThat(look()).isEqualTo(new Finding(State.FITS, null));
  }

  @Test
  void tablesOfALaterReleaseAreRefusedWithWhatToDo() throws Exception {
    owner().load().migrate();
    later("105");

    Finding newer = look();

    assertThat(newer.state()).isEqualTo(State.NEWER);
    assertThat(newer.sentence()).contains("V105 later", "deploy that release again");
    SchemaGuard guard = new SchemaGuard(this::look, Duration.ofMillis(1), "127.0.0.1", 0);
    assertThatThrownBy(guard::await)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("migrated by a later release");
  }

  @Test
  void itWaitsWithoutBeingReadyUntilTheTablesFit() throws Exception {
    Finding older = new Finding(State.OLDER, "The database still needs V9 more");
    Finding away = new Finding(State.UNKNOWN, "The database does not tell");
    Iterator<Finding> findings =
        List.of(older, away, older, new Finding(State.FITS, null)).iterator();
    int port = FreePort.find();
    List<String> answers = new ArrayList<>();
    SchemaGuard guard =
        new SchemaGuard(
            () -> {
              for (String path : List.of("started", "live", "ready")) {
                answers.add(path + " " + probe(port, path));
              }
              return findings.next();
            },
            Duration.ofMillis(1),
            "127.0.0.1",
            port);

    guard.await();

    assertThat(answers)
        .containsSubsequence(
            "ready nobody",
            "started 200",
            "live 200",
            "ready 503 The database still needs V9 more",
            "ready 503 The database does not tell");
    assertThat(probe(port, "ready")).isEqualTo("nobody");
    assertThat(new SchemaReady(guard).call().getStatus()).isEqualTo(Status.UP);
  }

  private static String probe(int port, String path) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + port + "/q/health/" + path))
                      .build(),
                  BodyHandlers.ofString());
      String problem = answer.body().replaceAll(".*\"problem\":\"([^\"]*)\".*", " $1");
      return answer.statusCode() + (answer.statusCode() == 200 ? "" : problem);
    } catch (IOException nobody) {
      return "nobody";
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Finding look() {
    return new Schema(
            owner()
                .dataSource(url, "guarded", "")
                .ignoreMigrationPatterns("*:missing", "*:future")
                .load())
        .look();
  }

  private FluentConfiguration owner() {
    return Flyway.configure()
        .dataSource(url, backbone.postgres().user(), backbone.postgres().password())
        .locations("db/flow")
        .outOfOrder(true)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .initSql("select set_config('mlconnector.service_role', 'guarded', false)");
  }

  private void later(String version) throws SQLException {
    try (Connection sql =
        DriverManager.getConnection(
            url, backbone.postgres().user(), backbone.postgres().password())) {
      execute(
          sql,
          "insert into flyway_schema_history values (999, '"
              + version
              + "', 'later', 'SQL', 'V105__later.sql', 1, 'x', now(), 1, true)");
    }
  }

  private static void execute(Connection sql, String text) throws SQLException {
    try (var statement = sql.createStatement()) {
      statement.execute(text);
    }
  }
}
