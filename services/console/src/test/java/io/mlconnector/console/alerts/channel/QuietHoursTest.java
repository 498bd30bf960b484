package io.mlconnector.console.alerts.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2026-11-20 is a Friday. */
class QuietHoursTest {

  @ParameterizedTest
  @CsvSource({
    "22:00-07:00, 2026-11-20T21:59:59Z, false",
    "22:00-07:00, 2026-11-20T22:00:00Z, true",
    "22:00-07:00, 2026-11-21T06:59:59Z, true",
    "22:00-07:00, 2026-11-21T07:00:00Z, false",
    "12:00-13:00, 2026-11-20T12:30:00Z, true",
    "12:00-13:00, 2026-11-20T13:00:00Z, false",
    "Mon-Fri 18:00-08:00, 2026-11-20T19:00:00Z, true",
    "Mon-Fri 18:00-08:00, 2026-11-21T07:00:00Z, true",
    "Mon-Fri 18:00-08:00, 2026-11-21T19:00:00Z, false",
    "Mon-Fri 18:00-08:00, 2026-11-23T07:00:00Z, false",
    "Sat-Sun, 2026-11-20T23:59:59Z, false",
    "Sat-Sun, 2026-11-21T00:00:00Z, true",
    "Sat-Sun, 2026-11-22T23:59:59Z, true",
    "Sat-Sun, 2026-11-23T00:00:00Z, false",
    "Fri-Mon 10:00-24:00, 2026-11-23T23:00:00Z, true",
    "Fri-Mon 10:00-24:00, 2026-11-24T11:00:00Z, false",
    "friday 10:00-11:00, 2026-11-20T10:30:00Z, true"
  })
  void aWindowHoldsFromItsBeginningToItsEnd(String window, String at, boolean quiet) {
    assertThat(QuietHours.parse(List.of(window), ZoneId.of("Z")).hold(Instant.parse(at)))
        .isEqualTo(quiet);
  }

  @Test
  void timesAreThoseOfTheZoneInSummerToo() {
    QuietHours hours = QuietHours.parse(List.of("22:00-07:00"), ZoneId.of("Europe/Berlin"));

    assertThat(hours.hold(Instant.parse("2026-11-20T21:00:00Z"))).isTrue();
    assertThat(hours.hold(Instant.parse("2026-07-20T20:00:00Z"))).isTrue();
    assertThat(hours.hold(Instant.parse("2026-11-20T06:30:00Z"))).isFalse();
    assertThat(hours.hold(Instant.parse("2026-07-20T05:00:00Z"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "night", "22-7", "22:00", "Mon-Fri-Sat", "Mo 1:00-2:00", "a b c"})
  void whatIsNoneIsRefusedWithWhatToWrite(String text) {
    assertThatThrownBy(() -> QuietHours.parse(List.of(text), ZoneId.of("Z")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write 22:00-07:00, Mon-Fri 18:00-08:00, or Sat");
  }
}
