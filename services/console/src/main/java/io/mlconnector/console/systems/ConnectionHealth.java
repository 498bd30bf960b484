package io.mlconnector.console.systems;

import io.mlconnector.flow.pause.Pause;
import java.time.Instant;
import java.util.List;

/**
 * A connection with how it is.
 *
 * @param source {@code api}, or {@code file} where it can only be changed in the mounted file
 * @param tone {@code good}, {@code busy}, {@code bad} or {@code off}
 * @param health in words; what to do where it is bad
 * @param pauses what holds it, the longest first; it goes on once all are over
 * @param owner the replica that works on it; null where none does right now
 * @param hooks where the vendor calls us
 * @param work how many deliveries are where; zeros are left out
 * @param backlog what is left to write; null where nothing is
 * @param asides why records stand aside, the most frequent reason first
 */
public record ConnectionHealth(
    String id,
    String system,
    String name,
    String environment,
    boolean enabled,
    String source,
    String tone,
    String health,
    List<Pause> pauses,
    String owner,
    List<StreamHealth> streams,
    List<HookHealth> hooks,
    List<Count> work,
    Backlog backlog,
    List<Aside> asides) {

  /** How the health begins where a person must do something; what, comes behind. */
  static final String ATTENTION = "needs attention: ";

  /**
   * Where a stream stands.
   *
   * @param schedule in words, such as {@code every 10m}
   * @param next when it is polled next; null where it is off or not owned anywhere
   * @param lastError what went wrong last time, and what to do; null when nothing did
   */
  public record StreamHealth(
      String stream,
      List<String> entities,
      boolean enabled,
      String schedule,
      Instant watermark,
      Instant lastPoll,
      Instant lastFullScan,
      Instant next,
      String lastError,
      long records,
      long parked) {}

  /**
   * Where the vendor calls us.
   *
   * @param address null where no public address is configured
   * @param registers whether it can be set up at the vendor from here
   * @param lastCalled null for never
   * @param hint what is missing; null where nothing is
   */
  public record HookHealth(
      String hook,
      String address,
      boolean registers,
      Instant registered,
      Instant lastCalled,
      String hint) {}

  /** Records that stand aside for one reason; one of them as an example. */
  public record Aside(String reason, String example, long count) {}

  /** How many deliveries are somewhere, such as queued. */
  public record Count(String state, long count) {}

  /**
   * How far the deliveries have come.
   *
   * @param secondsLeft by the pace seen; null where it cannot be told yet
   */
  public record Backlog(long done, long left, Long secondsLeft) {

    public long all() {
      return done + left;
    }
  }

  /** Whether a person has it stand still. */
  public boolean paused() {
    return !pauses.isEmpty();
  }

  /** Whether it has a pause of its own, beside those of its system and of everything. */
  public boolean pausedItself() {
    return pauses.stream().anyMatch(each -> each.scope() == Pause.Scope.CONNECTION);
  }

  /** Whether what went wrong with a stream is what the health says of the whole connection. */
  public boolean saysAlready(StreamHealth stream) {
    String error = stream.lastError();
    return error != null
        && (error.equals(health)
            || health.startsWith(ATTENTION)
                && error.endsWith(health.substring(ATTENTION.length())));
  }

  /** How many records stand aside. */
  public long aside() {
    return asides.stream().mapToLong(Aside::count).sum();
  }

  /** The newest poll of any stream; null before the first. */
  public Instant lastPoll() {
    return streams.stream()
        .map(StreamHealth::lastPoll)
        .filter(at -> at != null)
        .max(Instant::compareTo)
        .orElse(null);
  }

  /** What is wrong with asking about it, in its place. */
  static ConnectionHealth unknown(String system, String why) {
    return new ConnectionHealth(
        system, system, system, null, true, "unknown", "bad", why, List.of(), null, List.of(),
        List.of(), List.of(), null, List.of());
  }
}
