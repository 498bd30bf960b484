package io.mlconnector.platform.vendor.call;

import io.mlconnector.flow.lease.Lease;
import io.mlconnector.platform.vendor.transport.Answer;
import io.mlconnector.platform.vendor.transport.Request;
import io.mlconnector.platform.vendor.transport.Transport;
import java.time.Duration;

/** Sends only what fits into the lease: a sign-in may end another one at the vendor. */
public final class LeasedTransport implements Transport {

  private final Transport transport;
  private final Lease lease;

  public LeasedTransport(Transport transport, Lease lease) {
    this.transport = transport;
    this.lease = lease;
  }

  @Override
  public Answer exchange(Request request, Duration deadline) {
    lease.ensure(deadline);
    return transport.exchange(request, deadline);
  }

  @Override
  public void close() {
    transport.close();
  }
}
