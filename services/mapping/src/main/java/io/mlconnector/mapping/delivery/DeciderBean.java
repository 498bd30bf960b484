package io.mlconnector.mapping.delivery;

import io.mlconnector.mapping.expression.Evaluator;
import io.mlconnector.mapping.expression.Limits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The one decider of the service, with its pool of threads. */
@ApplicationScoped
public class DeciderBean {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Produces
  @Singleton
  Evaluator evaluator() {
    return new Evaluator(
        Math.max(2, Runtime.getRuntime().availableProcessors()), Limits.DEFAULT, PATIENCE);
  }

  void close(@Disposes Evaluator evaluator) {
    evaluator.close();
  }

  @Produces
  @Singleton
  Decider decider(Evaluator evaluator) {
    return new Decider(evaluator);
  }
}
