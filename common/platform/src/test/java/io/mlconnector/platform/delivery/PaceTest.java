package io.mlconnector.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.platform.delivery.Pace.Progress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long what is left will take is told by how fast the last of it went. */
class PaceTest {

  private static final long START = Long.MAX_VALUE - Duration.ofMinutes(30).toNanos();

  private final Pace pace = new Pace(START);
  private long now = START;

  private Progress after(Duration time, int ended, long left) {
    now += time.toNanos();
    pace.ended(ended);
    return pace.look(now, left);
  }

  @Test
  void nothingTellsBeforeTheFirstCameToItsEnd() {
    assertThat(after(Duration.ZERO, 0, 1_000)).isEqualTo(new Progress(0, 1_000, null));
    assertThat(after(Duration.ofSeconds(10), 0, 1_000).time()).isNull();
  }

  @Test
  void theRestTakesAsLongAsTheLastMinutesSay() {
    after(Duration.ZERO, 0, 10_000);
    assertThat(after(Duration.ofMinutes(1), 60, 9_940).time()).hasMinutes(165);

    for (int minute = 0; minute < 6; minute++) {
      after(Duration.ofMinutes(1), 600, 9_340 - 600L * minute);
    }

    Progress fast = after(Duration.ofMinutes(1), 600, 6_000);
    assertThat(fast.time()).hasMinutes(10);
    assertThat(fast.done()).isEqualTo(60 + 7 * 600);
  }

  @Test
  void aWaitThatTheVendorAskedForIsNoTimeOfWorkAndItsRestIsAdded() {
    after(Duration.ZERO, 0, 1_000);
    after(Duration.ofSeconds(10), 100, 900);
    pace.rests(now, Duration.ofMinutes(10));

    assertThat(after(Duration.ofMinutes(4), 0, 900).time())
        .isEqualTo(Duration.ofMinutes(6).plusSeconds(90));
    assertThat(after(Duration.ofMinutes(6), 0, 900).time()).isEqualTo(Duration.ofSeconds(90));

    pace.rests(now, Duration.ZERO);
    assertThat(after(Duration.ofSeconds(10), 100, 800).time()).isEqualTo(Duration.ofSeconds(80));
  }

  @Test
  void onceNothingIsLeftItBeginsAnew() {
    after(Duration.ZERO, 0, 10);
    assertThat(after(Duration.ofSeconds(1), 10, 0)).isEqualTo(new Progress(0, 0, null));

    assertThat(after(Duration.ofDays(1), 0, 5)).isEqualTo(new Progress(0, 5, null));
    assertThat(after(Duration.ofSeconds(2), 4, 1).time()).isEqualTo(Duration.ofMillis(500));
  }
}
