package io.mlconnector.flow.sql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.mlconnector.embedded.Backbone;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotificationsTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private TestDatabase database;
  private Transactions transactions;
  private Notifications notifications;

  @BeforeEach
  void open() {
    database = new TestDatabase(Backbone.shared().postgres());
    AgroalDataSource pool = database.pool();
    transactions = new Transactions(pool);
    notifications = new Notifications(pool);
  }

  @AfterEach
  void close() {
    Backbone.shared().postgres().start();
    notifications.close();
    database.close();
  }

  @Test
  void whatIsNotifiedIsHeardOnItsChannelOnly() {
    notifications.listen("one", payload -> heard.add("one " + payload));
    notifications.listen("two", payload -> heard.add("two " + payload));

    untilHeard("two", "two b");

    await().atMost(LONG).until(() -> heard.stream().noneMatch(text -> text.startsWith("one")));
    untilHeard("one", "one b");
  }

  @Test
  void aListenerThatFailsDoesNotStopTheOthers() {
    notifications.listen(
        "one",
        payload -> {
          throw new IllegalStateException("thrown by the test");
        });
    notifications.listen("one", payload -> heard.add("one " + payload));

    untilHeard("one", "one b");
  }

  @Test
  void aListenerThatIsClosedHearsNoMore() throws Exception {
    AutoCloseable first = notifications.listen("one", payload -> heard.add("first"));
    notifications.listen("one", payload -> heard.add("second"));
    untilHeard("one", "first");

    first.close();
    heard.clear();

    untilHeard("one", "second");
    await().atMost(LONG).until(() -> !heard.contains("first"));
  }

  @Test
  void afterARestartOfTheDatabaseItHearsAgain() {
    notifications.listen("one", payload -> heard.add("one " + payload));
    untilHeard("one", "one b");

    Backbone.shared().postgres().restart();
    heard.clear();

    untilHeard("one", "one b");
  }

  @Test
  void aChannelNameCannotCarryAStatement() {
    assertThatThrownBy(() -> notifications.listen("one; drop table x", heard::add))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void untilHeard(String channel, String text) {
    await()
        .atMost(LONG)
        .ignoreException(DatabaseUnavailable.class)
        .until(
            () -> {
              transactions.run(
                  sql -> sql.createStatement().execute("select pg_notify('" + channel + "', 'b')"));
              return heard.contains(text);
            });
  }
}
