package io.mlconnector.platform.vendor.call;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mlconnector.platform.vendor.budget.Budgets;
import io.mlconnector.platform.vendor.budget.Budgets.Usage;
import io.mlconnector.spi.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts and times the calls of one connection; its gauges go when the connection does. */
public final class CallMeters implements Budgets.WaitObserver, AutoCloseable {

  /** Too many calls: apart from what else a vendor refuses, for it is about us and passes. */
  private static final int TOO_MANY = 429;

  private final String connection;
  private final MeterRegistry registry;
  private final List<Meter> gauges = new ArrayList<>();

  public CallMeters(String connection, MeterRegistry registry) {
    this.connection = connection;
    this.registry = registry;
  }

  /** Shows what is left of every budget that is not counted by group. */
  public void show(Limits limits, Budgets budgets) {
    for (Limits.Budget budget : limits.budgets()) {
      if (budgets.left(budget.name()) >= 0) {
        gauges.add(
            Gauge.builder("mlconnector.budget.left", () -> budgets.left(budget.name()))
                .description("Calls that our share of a vendor's budget would let pass now")
                .tag("connection", connection)
                .tag("budget", budget.name())
                .register(registry));
        budgets.usage(budget.name()).ifPresent(usage -> show(budget.name(), usage, budgets));
      }
    }
  }

  private void show(String budget, Usage usage, Budgets budgets) {
    String window = usage.window().toSeconds() + "s";
    gauges.add(
        Gauge.builder(
                "mlconnector.budget.used", () -> budgets.usage(budget).map(Usage::used).orElse(0L))
            .description("What was spent of it in the window just past")
            .tag("connection", connection)
            .tag("budget", budget)
            .tag("window", window)
            .register(registry));
    gauges.add(
        Gauge.builder("mlconnector.budget.share", usage::share)
            .description("The most that we let pass of it in one window")
            .tag("connection", connection)
            .tag("budget", budget)
            .tag("window", window)
            .register(registry));
  }

  @Override
  public void waited(String reason, Duration duration) {
    Timer.builder("mlconnector.vendor.waits")
        .description("How long calls waited for a budget, a place, or a pause to end")
        .tag("connection", connection)
        .tag("reason", reason)
        .register(registry)
        .record(duration);
  }

  /** A call ended; {@code status} 0 where there was no answer. */
  void called(int status, Duration took) {
    Timer.builder("mlconnector.vendor.calls")
        .description("Calls to the vendor by class of status")
        .tag("connection", connection)
        .tag("status", shown(status))
        .register(registry)
        .record(took);
  }

  private static String shown(int status) {
    return switch (status) {
      case 0 -> "none";
      case TOO_MANY -> "429";
      default -> status / 100 + "xx";
    };
  }

  @Override
  public void close() {
    gauges.forEach(registry::remove);
  }
}
