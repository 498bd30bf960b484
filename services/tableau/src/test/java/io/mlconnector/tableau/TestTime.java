package io.mlconnector.tableau;

import io.mlconnector.testkit.MovedClock;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Gives the service under test a clock that tests can move. */
public class TestTime {

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  Clock clock() {
    return new MovedClock();
  }
}
