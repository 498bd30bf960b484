package io.mlconnector.platform.vendor.transport;

import java.time.Duration;

/** Carries requests to one vendor; knows nothing of what they mean. */
public interface Transport extends AutoCloseable {

  /**
   * Sends a request and reads its answer, whatever its status; follows no redirect.
   *
   * @param deadline for all of it: connecting, sending, reading the last byte
   * @throws io.mlconnector.spi.VendorFailure of kind UNAVAILABLE where there was no answer in time,
   *     or none that we read to its end, saying whether the request may have reached the vendor
   */
  Answer exchange(Request request, Duration deadline);

  @Override
  void close();
}
