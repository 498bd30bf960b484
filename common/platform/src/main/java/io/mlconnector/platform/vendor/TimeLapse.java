package io.mlconnector.platform.vendor;

import io.mlconnector.flow.FlowConfig;
import io.mlconnector.spi.Limits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * How long here is what the vendor measures by its own clock: as long as there, except for
 * simulated vendors whose clock runs faster, so that nobody waits for a simulated minute.
 */
@ApplicationScoped
public class TimeLapse {

  private final int times;

  @Inject
  TimeLapse(VendorConfig config, FlowConfig flow) {
    this(config.timeLapse(), flow.local());
  }

  /**
   * @param times how many times as fast as here time passes there, from 1
   * @param simulated whether the vendors are simulated ones
   * @throws IllegalArgumentException for less than 1, or more than 1 at real vendors
   */
  public TimeLapse(int times, boolean simulated) {
    if (times < 1 || times > 1 && !simulated) {
      throw new IllegalArgumentException(
          "mlconnector.vendor.time-lapse is %d: it is for simulated vendors, so take it out"
              .formatted(times));
    }
    this.times = times;
  }

  /** A vendor's time, as long as it takes here. */
  public Duration here(Duration there) {
    return there.dividedBy(times);
  }

  /** Budgets that count by the vendor's clock, by ours. */
  Limits here(Limits there) {
    return new Limits(
        there.budgets().stream()
            .map(
                budget ->
                    new Limits.Budget(
                        budget.name(), budget.calls(), budget.permits(), here(budget.per())))
            .toList(),
        there.remainingHeaders(),
        there.jobs(),
        there.concurrency());
  }
}
