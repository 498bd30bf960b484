package io.mlconnector.mapping.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {

  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, 0, PT0S, normal",
    "9, 0, PT167H59M, normal",
    "10, 0, PT0S, elevated",
    "1, 1, PT0S, elevated",
    "1, 0, PT168H, elevated",
    "24, 2, PT335H59M, elevated",
    "25, 0, PT0S, critical",
    "3, 3, PT0S, critical",
    "1, 0, PT336H, critical"
  })
  void oneThresholdThatIsReachedIsEnough(int open, int urgent, Duration age, String status) {
    Thresholds thresholds = new Thresholds(SummarySettings.of());

    assertThat(thresholds.status(counts(open, urgent, age), NOW)).isEqualTo(status);
  }

  @Test
  void thresholdsAreSet() {
    Thresholds thresholds =
        new Thresholds(
            SummarySettings.of(
                "elevated.open", "2", "critical.open", "3", "critical.oldest-open", "8d"));

    assertThat(thresholds.status(counts(2, 0, Duration.ZERO), NOW)).isEqualTo("elevated");
    assertThat(thresholds.status(counts(3, 0, Duration.ZERO), NOW)).isEqualTo("critical");
    assertThat(thresholds.status(counts(1, 0, Duration.ofDays(8)), NOW)).isEqualTo("critical");
  }

  @Test
  void zeroLeavesAThresholdOut() {
    Thresholds thresholds =
        new Thresholds(
            SummarySettings.of(
                "elevated.open", "0",
                "critical.open", "0",
                "elevated.open-urgent", "0",
                "critical.open-urgent", "0",
                "elevated.oldest-open", "0s",
                "critical.oldest-open", "0s"));

    assertThat(thresholds.status(counts(500, 500, Duration.ofDays(500)), NOW)).isEqualTo("normal");
  }

  @Test
  void everythingThatMakesNoSenseIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                new Thresholds(
                    SummarySettings.of(
                        "elevated.open", "-1",
                        "critical.open-urgent", "-2",
                        "critical.oldest-open", "3d")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mlconnector.support-summary.elevated.open=-1 is below zero")
        .hasMessageContaining("mlconnector.support-summary.critical.open-urgent=-2 is below zero")
        .hasMessageContaining("critical.oldest-open=PT72H is below")
        .hasMessageContaining("elevated.oldest-open=PT168H: raise the one or lower the other");
  }

  @Test
  void equalThresholdsAreAllowed() {
    assertThatCode(
            () -> new Thresholds(SummarySettings.of("elevated.open", "5", "critical.open", "5")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"elevated.open, many", "critical.oldest-open, soon", "nightly, 25:00", "zone, Mars"})
  void whatCannotBeReadIsNamed(String key, String value) {
    assertThatThrownBy(() -> SummarySettings.of(key, value))
        .hasMessageContaining("mlconnector.support-summary." + key);
  }

  private static Counts counts(int open, int urgent, Duration age) {
    return new Counts(open, urgent, 0, 0, 0, NOW.minus(age), NOW, null, null);
  }
}
