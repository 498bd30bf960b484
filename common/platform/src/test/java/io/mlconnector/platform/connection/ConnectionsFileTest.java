package io.mlconnector.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.platform.connection.StoredConnection.Source;
import io.mlconnector.platform.testsystem.TestSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionsFileTest {

  private static final String ONE =
      """
      - id: one
        system: test-system
        baseUrl: https://one.test-system.com
        auth: { mode: basic, user: robot, password: hunter2 }
      """;
  private static final String TWO =
      """
      - id: two
        system: test-system
        baseUrl: https://two.test-system.com
        auth: { mode: basic, user: robot, password: hunter2 }
      """;
  private static final String OTHERS = "- { id: fusion, system: oracle-fusion }\n";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Path file;
  private StoreFixture fixture;
  private SystemProblems problems;
  private ConnectionsFile follower;

  @BeforeEach
  void open() {
    file = folder.resolve("connections.yaml");
    Path keyset = folder.resolve("keyset.json");
    Keysets.create(keyset);
    fixture = new StoreFixture("connections_file", keyset);
    problems = new SystemProblems(Clock.systemUTC());
    follower =
        new ConnectionsFile(
            file,
            new FileConnections(
                new TestSystem(),
                List.of("oracle-fusion", "zendesk"),
                fixture.store,
                fixture.connections),
            problems);
  }

  @Test
  void connectionsOfThisSystemAreStoredAndOthersLeftAlone() throws IOException {
    write(ONE + OTHERS + TWO);

    assertThat(fixture.store.list()).extracting(StoredConnection::id).containsExactly("one", "two");
    assertThat(fixture.store.list()).allMatch(stored -> stored.source() == Source.FILE);
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void aChangedFileChangesOnlyWhatChanged() throws IOException {
    write(ONE + TWO);

    write(ONE + TWO.replace("robot", "android"));

    assertThat(version("one")).isEqualTo(1);
    assertThat(version("two")).isEqualTo(2);
  }

  @Test
  void aFileThatIsAppliedAgainChangesNothing() throws IOException {
    write(ONE);
    write("# a comment\n" + ONE);

    assertThat(version("one")).isEqualTo(1);
  }

  @Test
  void aChangedSecretAloneIsAChange() throws IOException {
    write(ONE);

    write(ONE.replace("hunter2", "hunter3"));

    assertThat(version("one")).isEqualTo(2);
    assertThat(
            fixture
                .credentials(fixture.store.find("one").orElseThrow())
                .secret("password")
                .reveal())
        .isEqualTo("hunter3");
  }

  @Test
  void malformedYamlKeepsWhatRunsAndIsReportedUntilItIsMended() throws IOException {
    write(ONE);

    write("\t" + TWO);
    assertThat(problems.all().get(0).problems().get(0)).startsWith("line 2, column 1: malformed");
    assertThat(fixture.store.list()).extracting(StoredConnection::id).containsExactly("one");
    assertThat(fixture.store.find("one").orElseThrow().document().enabled()).isTrue();

    write(TWO);
    assertThat(problems.all()).isEmpty();
    assertThat(fixture.store.find("two")).isPresent();
  }

  @Test
  void oneWrongConnectionKeepsThatOneAsItRunsAndDoesNotHoldUpTheOthers() throws IOException {
    write(ONE);

    write(ONE.replace("https://one.test-system.com", "nowhere") + TWO);

    assertThat(problems.all().get(0).problems())
        .containsExactly("connection one: baseUrl: must begin with https://");
    assertThat(fixture.store.find("one").orElseThrow().document().baseUrl())
        .hasToString("https://one.test-system.com");
    assertThat(fixture.store.find("two")).isPresent();
  }

  @Test
  void aConnectionThatLeftTheFileIsSwitchedOffAndKept() throws IOException {
    write(ONE + TWO);

    write(TWO);

    assertThat(fixture.store.find("one").orElseThrow().document().enabled()).isFalse();
    assertThat(fixture.store.enabledVersions()).containsOnlyKeys("two");

    write(ONE + TWO);
    assertThat(fixture.store.enabledVersions()).containsOnlyKeys("one", "two");
  }

  @Test
  void aMisspeltSystemAndADoubledIdAreReported() throws IOException {
    write(ONE + ONE + "- { id: x, system: zendsk }\n");

    assertThat(problems.all().get(0).problems())
        .containsExactly(
            "connections[3].system: unknown system 'zendsk'; did you mean zendesk?",
            "connection one: is there twice, rename one of them");
  }

  @Test
  void whatTheApiMadeIsNotTakenOver() throws IOException {
    fixture.put(ONE.replace("- id", "  id").indent(-2));

    write(ONE);

    assertThat(problems.all().get(0).problems().get(0)).contains("was made by the API");
  }

  /** As the other replica does, which reads the same file at the same time. */
  @Test
  void aReplicaThatWasFasterIsNoProblem() throws Exception {
    write(ONE);
    CompletableFuture<Void> following =
        fixture.transactions.inTransaction(
            sql -> {
              try (var other = sql.createStatement()) {
                other.execute("update connection set version = version + 1");
              }
              CompletableFuture<Void> slower = CompletableFuture.runAsync(this::follow);
              await().until(() -> waitingForLocks() == 1);
              return slower;
            });

    following.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    assertThat(problems.all()).isEmpty();
    assertThat(version("one")).isEqualTo(3);
  }

  private void follow() {
    try {
      write(ONE.replace("robot", "android"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long waitingForLocks() {
    return fixture.transactions.inTransaction(
        sql ->
            Query.number(
                sql,
                "select count(*) from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock'"));
  }

  @Test
  void anEmptyOrMissingFileSwitchesNothingOff() throws IOException {
    write(ONE);

    Files.writeString(file, "");
    follower.follow();
    assertThat(problems.all().get(0).problems()).containsExactly("the document is empty");

    Files.delete(file);
    follower.follow();
    assertThat(problems.all().get(0).problems().get(0)).startsWith("does not exist");
    assertThat(fixture.store.enabledVersions()).containsOnlyKeys("one");
  }

  @Test
  void aFileWithoutTheListIsReported() throws IOException {
    Files.writeString(file, "connection: []\n");

    follower.follow();

    assertThat(problems.all().get(0).problems().get(0)).contains("connections:");
  }

  private void write(String list) throws IOException {
    Files.writeString(file, "connections:\n" + list);
    follower.follow();
  }

  private long version(String id) {
    return fixture.store.find(id).orElseThrow().version();
  }
}
