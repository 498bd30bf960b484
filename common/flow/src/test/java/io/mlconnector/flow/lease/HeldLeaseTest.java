package io.mlconnector.flow.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The arithmetic of a lease's time, on a clock that stands still. */
class HeldLeaseTest {

  private static final Duration TTL = Duration.ofSeconds(7);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - TTL.toNanos() / 2);
  private static final LeaseTable.Taken TAKEN = new LeaseTable.Taken(1, Duration.ofSeconds(9));

  private final HeldLease lease = new HeldLease("one", TAKEN, "a", null, now::get, now.get(), TTL);

  @Test
  void itHoldsForItsTimeFromBeforeItWasAskedFor() {
    pass(Duration.ofSeconds(6));
    assertThat(lease.remaining()).isEqualTo(Duration.ofSeconds(1));

    pass(Duration.ofSeconds(1));
    assertThat(lease.holds()).isFalse();
  }

  @Test
  void aRenewalCountsFromBeforeItWasAskedFor() {
    pass(Duration.ofSeconds(2));
    long asked = now.get();
    pass(Duration.ofSeconds(3));

    lease.renewed(asked, TTL);

    assertThat(lease.remaining()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void aRenewalNeverShortensWhatWasEnsured() {
    lease.renewed(now.get(), Duration.ofMinutes(1));

    lease.renewed(now.get(), TTL);

    assertThat(lease.remaining()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aRenewalThatArrivesAfterTheEndDoesNotBringItBack() {
    pass(Duration.ofSeconds(5));
    long asked = now.get();
    pass(Duration.ofSeconds(3));

    lease.renewed(asked, TTL);

    assertThat(lease.holds()).isFalse();
  }

  @Test
  void onceLostItStaysLost() {
    lease.lose();
    lease.renewed(now.get(), TTL);

    assertThat(lease.remaining()).isZero();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
