package io.mlconnector.platform.vendor.transport;

import java.time.Duration;

/**
 * Says in every request, sign-ins included, who calls: vendors ask for a {@code User-Agent}, and
 * some refuse calls without one.
 */
public final class NamedTransport implements Transport {

  private static final String HEADER = "User-Agent";

  private final Transport transport;
  private final String name;

  /** The same transport, with this value of the header. */
  public NamedTransport(Transport transport, String name) {
    this.transport = transport;
    this.name = name;
  }

  @Override
  public Answer exchange(Request request, Duration deadline) {
    return transport.exchange(request.with(HEADER, name), deadline);
  }

  @Override
  public void close() {
    transport.close();
  }
}
