package io.mlconnector.platform.vendor;

import io.mlconnector.flow.lease.Lease;
import io.mlconnector.platform.connection.ConnectionDocument;
import io.mlconnector.platform.connection.Credentials;
import io.mlconnector.platform.vendor.signin.SignInMemory;
import io.mlconnector.spi.Connection;

/** Opens connections for their owner. */
public interface VendorConnections {

  /**
   * A connection whose calls are signed, metered, throttled, capped and bounded in time. Makes no
   * call itself. Where it is {@link AutoCloseable} its owner closes it at the end.
   *
   * @param credentials looked up at every use
   * @param lease no call starts unless its whole timeout fits into it
   */
  Connection open(ConnectionDocument document, Credentials credentials, Lease lease);

  /**
   * The same for a try of other credentials: what is learned of signing in goes into that memory
   * only, nobody is called for, and no metric is told.
   */
  default Connection attempt(
      ConnectionDocument document, Credentials credentials, Lease lease, SignInMemory memory) {
    return open(document, credentials, lease);
  }
}
