package io.mlconnector.flow.lease;

import java.util.Set;

/** Work that only one replica may do at a time; every bean of this type takes part. */
public interface LeasedWork {

  /** The leases that should have an owner now; asked about once a second. */
  Set<String> wanted();

  /**
   * Starts the work under a fresh lease. Called off the caller's hot threads; must return soon.
   *
   * @return what to close when the lease is lost or given up; closing returns once nothing of the
   *     work has an effect any more
   */
  AutoCloseable start(Lease lease);

  /**
   * Whether this replica has what the work needs. Until every work has, the replica takes no
   * leases, and is not counted among those that share them.
   */
  default boolean able() {
    return true;
  }
}
