package io.mlconnector.platform.vendor;

import io.mlconnector.platform.vendor.budget.JobSlots;
import io.mlconnector.platform.vendor.signin.CodeGrant;
import io.mlconnector.spi.Connection;

/** A connection as its owner has it: what adapters see of it, and what they must not. */
public interface VendorConnection extends Connection, AutoCloseable {

  /** Our share of the jobs that the vendor lets the account run. */
  JobSlots jobs();

  /**
   * Makes calls again although a person had to do something first, because one says that it is
   * done.
   */
  void tryAgain();

  /**
   * Signs in by a person's consent.
   *
   * @throws io.mlconnector.spi.VendorFailure where the vendor gives no tokens for it
   * @throws IllegalArgumentException where the connection signs in another way
   */
  void consented(CodeGrant grant);

  /**
   * Gives the session back, where the vendor holds something for it; before {@link #close}. Takes
   * no longer than a few seconds, and its failure is of no consequence.
   *
   * @param forGood whether no next owner will need it
   */
  void signOut(boolean forGood);

  /** Ends what is under way and gives all of it back. */
  @Override
  void close();
}
