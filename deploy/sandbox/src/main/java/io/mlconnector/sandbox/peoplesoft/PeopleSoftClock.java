package io.mlconnector.sandbox.peoplesoft;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The wall clock of the database, which gives today's date and fills stamps; it can be set apart
 * from the sandbox's own clock, and moving that one moves it as well.
 */
public final class PeopleSoftClock {

  private final Clock clock;
  private final Supplier<ZoneId> zone;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  PeopleSoftClock(Clock clock, Supplier<ZoneId> zone) {
    this.clock = clock;
    this.zone = zone;
  }

  public LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant().plus(ahead.get()), zone.get())
        .truncatedTo(ChronoUnit.MICROS);
  }

  public LocalDate today() {
    return now().toLocalDate();
  }

  /** Moves it, backward as well. */
  public void advance(Duration step) {
    ahead.updateAndGet(before -> before.plus(step));
  }

  /** Sets it to that time of its own zone. */
  public void set(LocalDateTime to) {
    ahead.set(Duration.between(clock.instant(), to.atZone(zone.get()).toInstant()));
  }

  Duration ahead() {
    return ahead.get();
  }

  void ahead(Duration restored) {
    ahead.set(restored);
  }
}
