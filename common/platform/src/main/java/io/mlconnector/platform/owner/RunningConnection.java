package io.mlconnector.platform.owner;

import io.mlconnector.flow.kafka.FencedProducer;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.log.Log;
import io.mlconnector.platform.connection.StoredConnection;
import io.mlconnector.platform.connection.StoredCredentials;
import io.mlconnector.platform.vendor.VendorConnection;
import io.mlconnector.spi.Connection;
import java.util.ArrayDeque;
import java.util.Deque;

/** One version of a connection at work; whatever was started is closed in reverse order. */
final class RunningConnection implements AutoCloseable {

  private static final Log LOG = Log.of(ConnectionOwner.class);

  private final String id;
  private final long version;
  private final StoredCredentials credentials;
  private final String secrets;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private boolean forGood;

  private RunningConnection(StoredConnection stored, StoredCredentials credentials) {
    this.id = stored.id();
    this.version = stored.version();
    this.credentials = credentials;
    this.secrets = credentials.fingerprint();
  }

  /**
   * Starts the work: producer, connection, outbox lane, then every {@link OwnedWork}.
   *
   * @throws RuntimeException where something does not start; everything is closed again then
   */
  static RunningConnection start(Lease lease, StoredConnection stored, OwnerParts parts) {
    RunningConnection running =
        new RunningConnection(stored, parts.connections().credentials(stored));
    try {
      running.start(lease, stored, parts, running.credentials);
      return running;
    } catch (RuntimeException e) {
      running.close();
      throw e;
    }
  }

  private void start(
      Lease lease, StoredConnection stored, OwnerParts parts, StoredCredentials credentials) {
    credentials.check();
    FencedProducer producer = parts.producers().apply(lease);
    started.push(producer);
    Connection connection = parts.vendor().open(stored.document(), credentials, lease);
    if (connection instanceof AutoCloseable closeable) {
      started.push(closeable);
    }
    if (connection instanceof VendorConnection signedIn) {
      started.push(() -> signedIn.signOut(forGood));
    }
    started.push(parts.relay().apply(lease, producer));
    Owned owned = new Owned(lease, stored.document(), connection, producer);
    parts.works().forEach(work -> started.push(work.start(owned)));
    parts.owned().add(owned);
    started.push(() -> parts.owned().remove(owned));
  }

  /** Whether this is still what is stored, with the secrets as they were when it started. */
  boolean isCurrent(long wanted) {
    return version == wanted && credentials.fingerprint().equals(secrets);
  }

  /** That nobody goes on with this: the connection is switched off or gone. */
  void giveUp() {
    forGood = true;
  }

  @Override
  public void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        // Its effects are refused all the same: by the fence in every commit and every send.
        LOG.error(e, "Work on a connection did not close well", "connection", id);
      }
    }
  }
}
