package io.mlconnector.console.systems;

import java.util.List;

/**
 * A connection on the page.
 *
 * @param tone {@code good}, {@code busy}, {@code bad} or {@code off}
 * @param health in words; what to do where it is bad
 * @param hooks where the vendor calls us
 * @param asides why records stand aside, the most frequent reason first
 */
public record ConnectionHealth(
    String id,
    String system,
    String name,
    String environment,
    String tone,
    String health,
    String owner,
    List<StreamHealth> streams,
    List<HookHealth> hooks,
    List<ObjectHealth> objects,
    List<Aside> asides) {

  /** A stream on the page. */
  public record StreamHealth(
      String name,
      String schedule,
      long records,
      long parked,
      String lastPoll,
      String next,
      String error) {}

  /**
   * A hook on the page.
   *
   * @param address null where no public address is configured
   * @param lastCalled null for never
   * @param hint what is missing; null where nothing is
   */
  public record HookHealth(String name, String address, String lastCalled, String hint) {}

  /** Records that stand aside for one reason; one of them as an example. */
  public record Aside(String reason, String example, long count) {}

  /** What waits to be written, of one target object or of all. */
  public record ObjectHealth(String state, long count) {}
}
