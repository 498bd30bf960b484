package io.mlconnector.platform.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlconnector.platform.poll.BackfillProgress.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackfillProgressTest {

  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = FROM.plus(Duration.ofDays(100));
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final BackfillProgress progress = new BackfillProgress(FROM, TO, 0);

  @Test
  void pagesInTheOrderOfTheirStampsTellHowMuchOfTheWindowIsBehindThem() {
    progress.page(days(1, 5), 2, 0);
    Told told = progress.page(days(5, 20), 4, MINUTE);

    assertThat(told.fraction()).isCloseTo(0.20, within(0.001));
    assertThat(told.secondsLeft()).as("15 of 100 in a minute, 80 left").isBetween(318L, 321L);
  }

  @Test
  void theNewestFirstIsAnOrderToo() {
    progress.page(days(99, 90), 2, 0);

    assertThat(progress.page(days(90, 60), 4, MINUTE).fraction()).isCloseTo(0.40, within(0.001));
  }

  @Test
  void withoutAnOrderNothingIsTold() {
    assertThat(progress.page(days(1, 50), 2, 0).fraction()).isNotNull();
    assertThat(progress.page(days(30, 2), 4, MINUTE)).isEqualTo(new Told(null, null));
    assertThat(progress.page(days(60, 70), 6, 2 * MINUTE)).isEqualTo(new Told(null, null));
  }

  @Test
  void pagesThatBeginBehindTheLastOneHaveNoOrderThatTells() {
    progress.page(days(40, 50), 2, 0);

    assertThat(progress.page(days(10, 60), 4, MINUTE).fraction()).isNull();
  }

  @Test
  void recordsWithoutStampsTellNothing() {
    assertThat(progress.page(List.of(), 500, 0)).isEqualTo(new Told(null, null));
  }

  @Test
  void whereAllIsReadTheKnownRecordsAreCounted() {
    BackfillProgress all = new BackfillProgress(FROM, TO, 1_000);

    all.page(List.of(), 250, 0);
    Told told = all.page(List.of(), 500, MINUTE);

    assertThat(told.fraction()).isEqualTo(0.5);
    assertThat(told.secondsLeft()).isEqualTo(120);
    assertThat(all.page(List.of(), 4_000, 2 * MINUTE).fraction())
        .as("more than were known is not yet the end")
        .isEqualTo(0.99);
  }

  @Test
  void thePaceIsThatOfTheLastMinutes() {
    progress.page(days(0, 1), 1, 0);
    for (int minute = 1; minute <= 10; minute++) {
      progress.page(days(minute, minute), 1, minute * MINUTE);
    }

    Told told = progress.page(days(10, 60), 1, 11 * MINUTE);

    assertThat(told.secondsLeft()).as("54 of 100 in 5 minutes, 40 left").isBetween(215L, 230L);
  }

  private static List<Instant> days(int... days) {
    return Arrays.stream(days).mapToObj(day -> FROM.plus(Duration.ofDays(day))).toList();
  }
}
