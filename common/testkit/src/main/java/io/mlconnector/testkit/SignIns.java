package io.mlconnector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When a vendor was signed in to. */
public record SignIns(List<Instant> times) {

  private static final int MOST_AN_HOUR = 2;

  public SignIns {
    times = times.stream().sorted().toList();
  }

  /** Whether no hour saw more than two of them, wherever it begins. */
  public SignIns assertFewInAnyHour() {
    for (int i = MOST_AN_HOUR; i < times.size(); i++) {
      assertThat(Duration.between(times.get(i - MOST_AN_HOUR), times.get(i)))
          .as("three sign-ins: " + times)
          .isGreaterThan(Duration.ofHours(1));
    }
    return this;
  }
}
