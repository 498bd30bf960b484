package io.mlconnector.flow.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.mlconnector.embedded.Backbone;
import io.mlconnector.flow.kafka.TestKafka;
import io.mlconnector.flow.sql.TestDatabase;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real process that is stopped in the middle of its work and continued after its lease. */
class StalledOwnerTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private TestDatabase database;
  private AgroalDataSource reader;
  private String topic;
  private Process process;
  private Service successor;

  @BeforeEach
  void open() throws Exception {
    database = new TestDatabase(Backbone.shared().postgres());
    reader = database.pool();
    topic = TestKafka.topic(1);
    try (Connection sql = reader.getConnection()) {
      sql.createStatement().execute("create table stamp (id bigserial, fence bigint)");
    }
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                StampingOwner.class.getName(),
                database.url(),
                Backbone.shared().kafka().bootstrapServers(),
                topic)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
  }

  @AfterEach
  void close() {
    process.destroyForcibly();
    if (successor != null) {
      successor.close();
    }
    database.close();
  }

  @Test
  void whatAStoppedAndContinuedOwnerStillWantsToDoHasNoEffect() throws Exception {
    await().atMost(LONG).until(() -> stamps().size() > 20);
    String former = stamps().get(0);
    successor =
        new Service(database, TestKafka.settings(), service -> new StampingOwner(service, topic));

    signal("STOP");
    await().atMost(LONG).until(() -> stamps().size() > 20 && !last(stamps()).equals(former));
    int before = stamps().size();
    signal("CONT");
    await().atMost(LONG).until(() -> stamps().size() > before + 200);
    successor.close();

    assertInOrder(stamps());
    assertInOrder(TestKafka.texts(topic));
    assertThat(stamps()).startsWith(former);
  }

  @Test
  void aKilledOwnerIsReplaced() throws Exception {
    await().atMost(LONG).until(() -> stamps().size() > 20);
    String former = stamps().get(0);
    successor =
        new Service(database, TestKafka.settings(), service -> new StampingOwner(service, topic));

    process.destroyForcibly().waitFor();

    await().atMost(Duration.ofSeconds(10)).until(() -> !last(stamps()).equals(former));
    assertInOrder(TestKafka.texts(topic));
  }

  /** Fences never fall: nothing of a former owner comes after anything of its successor. */
  private static void assertInOrder(List<String> fences) {
    assertThat(fences.stream().map(Long::parseLong).toList()).isSorted();
  }

  private static String last(List<String> list) {
    return list.get(list.size() - 1);
  }

  private List<String> stamps() {
    return TestDatabase.column(reader, "select fence from stamp order by id");
  }

  private void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(kill.exitValue()).isZero();
  }
}
