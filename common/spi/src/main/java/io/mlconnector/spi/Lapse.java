package io.mlconnector.spi;

import java.time.Duration;
import java.time.LocalDate;

/**
 * A documented rule by which a credential of a way to sign in ends, for vendors who do not tell the
 * day: either on a day that the vendor announced, or after a time without use.
 *
 * @param what what ends, such as {@code API token}
 * @param on the first day on which it does not work, in UTC; null for {@code unused}
 * @param unused after how long without a sign-in it ends; null for {@code on}
 * @param todo what a person has to do before, one sentence
 */
public record Lapse(String what, LocalDate on, Duration unused, String todo) {

  public Lapse {
    if ((on == null) == (unused == null)) {
      throw new IllegalArgumentException(what + " ends on a day or without use: give one of them");
    }
  }

  /** It ends for everybody on an announced day. */
  public static Lapse on(String what, LocalDate day, String todo) {
    return new Lapse(what, day, null, todo);
  }

  /** It ends where nobody signs in for so long; each sign-in of ours begins that time anew. */
  public static Lapse unused(String what, Duration time, String todo) {
    return new Lapse(what, null, time, todo);
  }
}
