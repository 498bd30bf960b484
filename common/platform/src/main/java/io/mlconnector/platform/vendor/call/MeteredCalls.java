package io.mlconnector.platform.vendor.call;

import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.log.Log;
import io.mlconnector.platform.vendor.answer.Classifier;
import io.mlconnector.platform.vendor.budget.Budgets;
import io.mlconnector.platform.vendor.client.Call;
import io.mlconnector.platform.vendor.client.Calls;
import io.mlconnector.platform.vendor.transport.Answer;
import io.mlconnector.platform.vendor.transport.Request;
import io.mlconnector.platform.vendor.transport.Transport;
import io.mlconnector.spi.VendorFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes calls as they are: within the budgets, under the lease, in bounded time, noted in log and
 * metrics. Whatever is not a success ends as a failure of a kind.
 */
public final class MeteredCalls implements Calls {

  private static final Log LOG = Log.of(MeteredCalls.class);

  private final String connection;
  private final Lease lease;
  private final Transport transport;
  private final Budgets budgets;
  private final Classifier classifier;
  private final CallMeters meters;
  private final Limits limits;

  /** How long calls may take. */
  public record Limits(Duration read, Duration write) {}

  public MeteredCalls(
      String connection,
      Lease lease,
      Transport transport,
      Budgets budgets,
      Classifier classifier,
      CallMeters meters,
      Limits limits) {
    this.connection = connection;
    this.lease = lease;
    this.transport = transport;
    this.budgets = budgets;
    this.classifier = classifier;
    this.meters = meters;
    this.limits = limits;
  }

  @Override
  public Answer call(Call call) {
    String counted = call.request().method() + " " + call.request().uri().getPath();
    try (Budgets.Slot slot = budgets.enter(counted, call.cost())) {
      Answer answer = exchange(call);
      Optional<VendorFailure> failure = classifier.failure(answer);
      if (failure.isEmpty()) {
        budgets.answered(counted, answer);
        return answer;
      }
      if (failure.get().kind() == VendorFailure.Kind.THROTTLED) {
        throw budgets.throttled(failure.get());
      }
      budgets.answered(counted, answer);
      throw failure.get();
    }
  }

  /** A read has no effect, so it needs the lease at its start only; a write needs it to its end. */
  private Answer exchange(Call call) {
    Duration deadline = call.read() ? limits.read() : limits.write();
    if (!lease.holds()) {
      throw new LeaseLost(lease.name(), lease.fence());
    }
    if (!call.read()) {
      lease.ensure(deadline);
    }
    long start = System.nanoTime();
    int status = 0;
    try {
      Answer answer = transport.exchange(call.request(), deadline);
      status = answer.status();
      return answer;
    } finally {
      noted(call, status, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private void noted(Call call, int status, Duration took) {
    meters.called(status, took);
    Request request = call.request();
    LOG.debug(
        "Vendor call",
        "connection",
        connection,
        "method",
        request.method(),
        "path",
        call.template(),
        "status",
        status,
        "millis",
        took.toMillis());
  }

  @Override
  public VendorFailure unreadable(Answer answer, String expected) {
    return classifier.unreadable(answer, expected);
  }
}
