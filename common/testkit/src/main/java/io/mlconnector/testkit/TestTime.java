package io.mlconnector.testkit;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Gives every service under test a clock that shows the real time until a test moves it. */
public class TestTime {

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  Clock clock() {
    return new MovedClock();
  }
}
