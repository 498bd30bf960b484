package io.mlconnector.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.console.ledger.LedgerRig;
import io.mlconnector.flow.access.Rights;
import io.mlconnector.flow.access.Role;
import io.mlconnector.flow.access.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.threeten.extra.MutableClock;

class SessionsTest {

  private static final Rights SVEN =
      new Rights("sven", Optional.of(Role.OPERATOR), Scope.parse("zendesk-prod"));

  private final MutableClock clock =
      MutableClock.of(Instant.parse("2026-11-20T08:00:00Z"), ZoneOffset.UTC);
  private final Sessions sessions =
      new Sessions(new LedgerRig().transactions, LedgerRig.config(), clock);

  @Test
  void aSessionKeepsWhoItIsAndWhichConnectionsTheySee() {
    assertThat(sessions.of(sessions.begin(SVEN))).contains(SVEN);
    assertThat(sessions.of("another")).isEmpty();
  }

  @Test
  void aSessionEndsAfterAnHourWithoutAClick() {
    String token = sessions.begin(SVEN);
    clock.add(Duration.ofMinutes(59));
    assertThat(sessions.of(token)).isPresent();
    clock.add(Duration.ofMinutes(59));
    assertThat(sessions.of(token)).as("a click in between").isPresent();

    clock.add(Duration.ofMinutes(61));

    assertThat(sessions.of(token)).isEmpty();
  }

  @Test
  void howeverBusyASessionEndsAfterTwelveHours() {
    String token = sessions.begin(SVEN);
    for (int i = 0; i < 23; i++) {
      clock.add(Duration.ofMinutes(30));
      assertThat(sessions.of(token)).isPresent();
    }

    clock.add(Duration.ofMinutes(31));

    assertThat(sessions.of(token)).isEmpty();
  }
}
