package io.mlconnector.platform.vendor.client;

import io.mlconnector.platform.vendor.transport.Answer;
import io.mlconnector.spi.VendorFailure;

/** Makes the calls of one connection. */
public interface Calls {

  /**
   * Makes a call.
   *
   * @return an answer that is a success
   * @throws VendorFailure in every other case
   */
  Answer call(Call call);

  /** The failure for a successful answer whose body is not what the caller can read. */
  VendorFailure unreadable(Answer answer, String expected);
}
