package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.spi.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Vendor sheet A4: a start within the last minute is an error. */
class CursorExportTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static long start(Instant from) {
    Connection connection =
        TimeExportTest.stub(Connection.class, (name, with) -> Clock.fixed(NOW, ZoneOffset.UTC));
    return CursorExport.start(connection, from);
  }

  @Test
  void aStartWithinTheLastTwoMinutesIsPutBackAndAnOlderOneStays() {
    long latest = NOW.minusSeconds(120).getEpochSecond();
    assertThat(start(NOW)).isEqualTo(latest);
    assertThat(start(NOW.minusSeconds(59))).isEqualTo(latest);
    assertThat(start(null)).isEqualTo(latest);

    Instant yesterday = NOW.minus(Duration.ofDays(1));
    assertThat(start(yesterday)).isEqualTo(yesterday.getEpochSecond());
  }
}
