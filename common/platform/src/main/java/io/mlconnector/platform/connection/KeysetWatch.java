package io.mlconnector.platform.connection;

import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeasedWork;
import io.mlconnector.flow.log.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the key management service again while the keyset cannot be read, or has changed. Until it
 * was read once, this replica takes no leases and leaves them to the others.
 */
@ApplicationScoped
class KeysetWatch implements LeasedWork {

  private static final Log LOG = Log.of(KeysetWatch.class);

  private final KeysetVault vault;
  private Optional<String> told = Optional.empty();

  KeysetWatch(KeysetVault vault) {
    this.vault = vault;
  }

  @Scheduled(
      every = "${mlconnector.keyset.kms.again:10s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  synchronized void follow() {
    if (!vault.wrapped()) {
      return;
    }
    boolean read = vault.follow();
    Optional<String> trouble = vault.trouble();
    if (!trouble.equals(told)) {
      told = trouble;
      if (trouble.isPresent()) {
        LOG.warn("The keyset waits", "problem", trouble.get());
      } else if (read) {
        LOG.info("The keyset is read");
      }
    }
  }

  @Override
  public Set<String> wanted() {
    return Set.of();
  }

  @Override
  public boolean able() {
    return vault.usable();
  }

  @Override
  public AutoCloseable start(Lease lease) {
    throw new IllegalStateException("No lease is wanted for keysets");
  }
}
