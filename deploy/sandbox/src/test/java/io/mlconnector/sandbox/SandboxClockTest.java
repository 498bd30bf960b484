package io.mlconnector.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SandboxClockTest {

  private final SandboxClock clock = new SandboxClock();

  @Test
  void startsAtRealTime() {
    assertThat(Duration.between(clock.instant(), Instant.now()).abs())
        .isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void stepsAddUp() {
    clock.advance(Duration.ofHours(2));
    Instant moved = clock.advance(Duration.ofHours(3));

    assertThat(clock.offset()).isEqualTo(Duration.ofHours(5));
    assertThat(moved).isAfter(Instant.now().plus(Duration.ofHours(4)));
  }

  @Test
  void inAnotherZoneItIsTheSameClock() {
    Clock berlin = clock.withZone(ZoneId.of("Europe/Berlin"));
    clock.advance(Duration.ofHours(2));

    assertThat(berlin.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(Duration.between(clock.instant(), berlin.instant()).abs())
        .isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void itRunsSoManyTimesAsFastFromThenOnAndKeepsWhatItIsAhead() {
    clock.advance(Duration.ofHours(2));
    clock.run(1_000);
    Instant before = clock.instant();
    Instant realBefore = Instant.now();

    await().until(() -> clock.instant().isAfter(before.plusSeconds(100)));

    Duration real = Duration.between(realBefore, Instant.now());
    assertThat(real).isGreaterThanOrEqualTo(Duration.ofMillis(90));
    clock.run(1);
    assertThat(clock.times()).isEqualTo(1);
    Duration ahead = clock.offset();
    assertThat(ahead).isGreaterThan(Duration.ofHours(2).plusSeconds(90));
    assertThat(clock.offset()).isEqualTo(ahead);
  }

  @Test
  void itNeitherStandsNorRunsBack() {
    assertThatThrownBy(() -> clock.run(0)).hasMessageContaining("times");
    assertThatThrownBy(() -> clock.run(1_001)).hasMessageContaining("times");
  }

  @Test
  void neverMovesBack() {
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("advance");
  }
}
