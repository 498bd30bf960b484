package io.mlconnector.platform.vendor.budget;

/** How many jobs a connection may still start at its vendor; our share of the account's limit. */
public interface JobSlots {

  /** How many more may be started now; {@link Integer#MAX_VALUE} where the vendor has no limit. */
  int left();

  /** Notes how many of ours are running, as the owner's tables have it. */
  void running(int jobs);

  /** Slots of a limit. */
  static JobSlots of(int limit, double share) {
    int ours = limit == 0 ? Integer.MAX_VALUE : Math.max(1, (int) Math.floor(limit * share + 1e-9));
    return new JobSlots() {
      private volatile int running;

      @Override
      public int left() {
        return Math.max(0, ours - running);
      }

      @Override
      public void running(int jobs) {
        running = jobs;
      }
    };
  }
}
