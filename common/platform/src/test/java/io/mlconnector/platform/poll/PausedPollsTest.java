package io.mlconnector.platform.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.poll.StreamRunner.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection that stands still is not read, and goes on where it was. */
class PausedPollsTest {

  private final PollFixture given = new PollFixture();
  private final FakeSource source = given.source;
  private final List<String> asked = new ArrayList<>();

  @Test
  void aPollOfManyPagesEndsBetweenTwoAndGoesOnThereAfterATakeover() {
    records(25);
    source.afterRead = () -> given.paused = source.fetched.size() == 1;
    StreamPoller<?> poller = given.poller(given.takeOver());

    assertThatThrownBy(() -> poller.poll(false)).isInstanceOf(StandsStill.class);
    assertThat(given.events()).hasSize(10);

    given.paused = false;
    given.poller(given.takeOver()).poll(false);

    assertThat(given.events()).hasSize(25);
    assertThat(source.fetched)
        .extracting(cursor -> cursor.page())
        .containsExactly(null, "10", "20");
  }

  @Test
  void pollsThatWereDueMeanwhileAreOne() {
    records(1);
    StreamRunner runner = runner(given.takeOver());
    runner.tick();
    given.paused = true;
    for (int i = 0; i < 12; i++) {
      given.now = given.now.plus(Duration.ofMinutes(10));
      runner.tick();
    }
    assertThat(source.fetched).hasSize(1);

    given.paused = false;
    runner.tick();
    runner.tick();

    assertThat(source.fetched).hasSize(2);
    assertThat(runner.next()).isEqualTo(given.now.plus(Duration.ofMinutes(10)));
  }

  @Test
  void whatWasWantedMeanwhileIsDoneOnceItIsOver() {
    given.paused = true;
    StreamRunner runner = runner(given.takeOver());
    runner.want(Kind.REREAD);
    runner.want(Kind.BACKFILL);
    runner.tick();
    assertThat(asked).isEmpty();

    given.paused = false;
    runner.tick();

    assertThat(asked).containsExactly("reread", "backfill");
  }

  @Test
  void aPauseInTheMiddleIsNoFailureOfTheStream() {
    records(25);
    source.afterRead = () -> given.paused = source.fetched.size() == 1;
    StreamRunner runner = runner(given.takeOver());

    runner.tick();
    assertThat(errors()).isZero();
    assertThat(given.meters.find("mlconnector.poll.failures").counter()).isNull();
    given.paused = false;
    runner.tick();

    assertThat(given.events()).hasSize(25);
  }

  private StreamRunner runner(Owned owned) {
    return new StreamRunner(
        owned,
        given.poller(owned),
        given.schedule(),
        given.services(),
        Runnable::run,
        () -> asked.add("reread"),
        () -> asked.add("backfill"));
  }

  private long errors() {
    return given.transactions.inTransaction(
        sql -> Query.number(sql, "select count(last_error) from stream_state"));
  }

  private void records(int count) {
    for (int i = 0; i < count; i++) {
      source.put("c%02d".formatted(i), "Company " + i, given.now);
    }
  }
}
