package io.mlconnector.console.alerts;

import io.mlconnector.console.alerts.Condition.Key;
import java.time.Instant;

/**
 * An alert from when its cause was first seen until it is forgotten.
 *
 * @param place {@link Condition#place}
 * @param connection null where it is about none
 * @param since when its cause was first seen
 * @param seen when its cause was last seen
 * @param clear since when its cause is gone; null while it is there
 * @param opened when it had held for long enough; null before that
 * @param closed when it was over; null before that
 * @param first how much there was at first; null where nothing is measured
 * @param measure how much there was last
 * @param toldAt when people were last told that it is open; null for never
 * @param told how urgent it was then
 * @param toldOver whether people were told that it is over
 * @param notBefore it is not told before this, since one just like it was; null for at once
 * @param mute null while nobody muted it
 */
public record Alert(
    long id,
    Kind kind,
    String place,
    String connection,
    String scope,
    Severity severity,
    String sentence,
    String todo,
    String link,
    Instant since,
    Instant seen,
    Instant clear,
    Instant opened,
    Instant closed,
    Long first,
    Long measure,
    Instant toldAt,
    Severity told,
    boolean toldOver,
    Instant notBefore,
    Mute mute) {

  /**
   * A person's word that nothing is to be told of it.
   *
   * @param until null for as long as it lasts
   */
  public record Mute(Instant until, String by, String reason) {

    boolean holds(Instant now) {
      return until == null || now.isBefore(until);
    }
  }

  /** Whether it is an alert by now, and not over. */
  public boolean open() {
    return opened != null && closed == null;
  }

  /** Whether nobody wants to hear of it now. */
  boolean muted(Instant now) {
    return mute != null && mute.holds(now);
  }

  Alert numbered(long number) {
    return new Alert(
        number,
        kind,
        place,
        connection,
        scope,
        severity,
        sentence,
        todo,
        link,
        since,
        seen,
        clear,
        opened,
        closed,
        first,
        measure,
        toldAt,
        told,
        toldOver,
        notBefore,
        mute);
  }

  /** The same, as a look has just found it. */
  Alert found(Condition now, Instant at) {
    return new Alert(
        id,
        kind,
        place,
        connection,
        scope,
        now.severity(),
        now.sentence(),
        now.todo(),
        now.link(),
        since,
        at,
        null,
        opened,
        closed,
        first,
        now.measure(),
        toldAt,
        told,
        toldOver,
        notBefore,
        mute);
  }

  /** The same, as if its cause had begun only now. */
  Alert anew(Instant at, Long amount) {
    return copy(at, clear, opened, closed, amount, toldAt, told, toldOver);
  }

  Alert opened(Instant at) {
    return copy(since, clear, at, closed, first, toldAt, told, toldOver);
  }

  /** Its cause is not there; {@code over} from when on it is over, null for not yet. */
  Alert gone(Instant from, Instant over) {
    return copy(since, from, opened, over, first, toldAt, told, toldOver);
  }

  Alert told(Instant at, Severity as) {
    return copy(since, clear, opened, closed, first, at, as, toldOver);
  }

  Alert overTold() {
    return copy(since, clear, opened, closed, first, toldAt, told, true);
  }

  private Alert copy(
      Instant begun,
      Instant cleared,
      Instant open,
      Instant over,
      Long amount,
      Instant at,
      Severity as,
      boolean overKnown) {
    return new Alert(
        id,
        kind,
        place,
        connection,
        scope,
        severity,
        sentence,
        todo,
        link,
        begun,
        seen,
        cleared,
        open,
        over,
        amount,
        measure,
        at,
        as,
        overKnown,
        notBefore,
        mute);
  }

  Key key() {
    return new Key(kind, place, connection == null ? "" : connection, scope);
  }
}
