package io.mlconnector.platform.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.platform.LogLines;
import io.mlconnector.spi.VendorFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stream that goes on failing is counted each time, and told ever less often. */
class FailingStreamTest {

  private final PollFixture given = new PollFixture();
  private final FakeSource source = given.source;

  @Test
  void aLongOutageIsAFewLinesAndItsEndIsOne() {
    var owned = given.takeOver();
    StreamRunner runner =
        new StreamRunner(
            owned,
            given.poller(owned),
            given.schedule(),
            given.services(),
            Runnable::run,
            () -> {},
            () -> {});
    try (LogLines lines = LogLines.of(StreamRunner.class)) {
      source.failure = VendorFailure.unavailable(503, null, false, "away");
      for (int i = 0; i < 70; i++) {
        given.now = given.now.plus(Duration.ofMinutes(10));
        runner.tick();
      }
      List<String> failed = lines.all();
      assertThat(failed).hasSize(4).allMatch(line -> line.startsWith("A stream failed {"));
      assertThat(given.meters.get("mlconnector.poll.failures").tag("kind", "unavailable").counter())
          .satisfies(counter -> assertThat(counter.count()).isEqualTo(70));

      source.failure = VendorFailure.throttled(429, null, "too many");
      given.now = given.now.plus(Duration.ofMinutes(10));
      runner.tick();
      source.failure = null;
      given.now = given.now.plus(Duration.ofMinutes(10));
      runner.tick();
      runner.tick();

      assertThat(lines.all().subList(4, lines.all().size()))
          .satisfiesExactly(
              line -> assertThat(line).contains("reason=throttled"),
              line ->
                  assertThat(line).startsWith("A stream works again {").contains("failures=71"));
    }
  }
}
