package io.mlconnector.flow.access;

import io.mlconnector.flow.FlowConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The tokens that callers of the API may send, and those that open nothing but metrics. Each from a
 * {@link TokenFile}.
 */
@Singleton
public class AccessTokens {

  static final String KEY = "mlconnector.access.token-file";

  private static final String METRICS = "mlconnector.access.metrics-token-file";

  private final TokenFile callers;
  private final TokenFile metrics;

  /**
   * @throws IllegalStateException where a file cannot be used, naming the setting
   */
  @Inject
  public AccessTokens(FlowConfig config) {
    this(
        config.access().tokenFile().orElse(null),
        config.access().metricsTokenFile().orElse(null),
        System::nanoTime);
  }

  AccessTokens(Path callers, LongSupplier nanoTime) {
    this(callers, null, nanoTime);
  }

  private AccessTokens(Path callers, Path metrics, LongSupplier nanoTime) {
    this.callers = new TokenFile(KEY, callers, nanoTime);
    this.metrics = new TokenFile(METRICS, metrics, nanoTime);
  }

  /** Whether callers need a token at all. */
  public boolean required() {
    return callers.given();
  }

  /** The token with which this service calls the others. */
  public Optional<String> own() {
    return callers.first();
  }

  /** Whether the token is one of ours; the time that it takes does not tell how much of it fits. */
  public boolean accepts(String token) {
    return callers.accepts(token);
  }

  /** Whether the token opens metrics; likewise. */
  public boolean acceptsForMetrics(String token) {
    return metrics.accepts(token);
  }
}
