package io.mlconnector.flow;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The clock of everything that tells time: UTC. */
public class TimeBean {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
