package io.mlconnector.platform.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Limits.Budget;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TimeLapseTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Limits LIMITS =
      new Limits(
          List.of(new Budget("account", Pattern.compile(".*"), 400, MINUTE)), List.of(), 30, 4);

  @Test
  void aRealVendorsTimeIsOurs() {
    TimeLapse real = new TimeLapse(1, false);

    assertThat(real.here(MINUTE)).isEqualTo(MINUTE);
    assertThat(real.here(LIMITS).budgets()).isEqualTo(LIMITS.budgets());
  }

  @Test
  void aSimulatedOneMayBeFasterAndItsBudgetsAreAsLarge() {
    TimeLapse faster = new TimeLapse(10, true);

    assertThat(faster.here(MINUTE)).isEqualTo(Duration.ofSeconds(6));
    Limits here = faster.here(LIMITS);
    assertThat(here.budgets())
        .singleElement()
        .satisfies(
            budget -> {
              assertThat(budget.permits()).isEqualTo(400);
              assertThat(budget.per()).isEqualTo(Duration.ofSeconds(6));
            });
    assertThat(here.jobs()).isEqualTo(30);
    assertThat(here.concurrency()).isEqualTo(4);
  }

  @Test
  void noRealVendorIsAskedFasterThanItAllows() {
    assertThatThrownBy(() -> new TimeLapse(2, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mlconnector.vendor.time-lapse");
    assertThatThrownBy(() -> new TimeLapse(0, true)).isInstanceOf(IllegalArgumentException.class);
  }
}
