package io.mlconnector.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.platform.LogLines;
import io.mlconnector.spi.Webhook.Refused;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusalsTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private final Refusals refusals = new Refusals();

  @Test
  void manyRefusedCallsAreOneLineAMinuteForEachHook() {
    try (LogLines lines = LogLines.of(Reception.class)) {
      for (int call = 0; call < 500; call++) {
        refusals.told("a", "events", new Refused("not signed"), NOW.plusMillis(call));
      }
      refusals.told("b", "events", new Refused("not signed"), NOW);
      refusals.told("a", "events", new Refused("not signed"), NOW.plusSeconds(60));

      assertThat(lines.all())
          .containsExactly(
              "Webhook call refused {connection=a, hook=events, reason=not signed}",
              "Webhook call refused {connection=b, hook=events, reason=not signed}",
              "Webhook call refused {connection=a, hook=events, more=499, reason=not signed}");
    }
  }
}
