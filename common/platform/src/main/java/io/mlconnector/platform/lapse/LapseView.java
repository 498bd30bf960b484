package io.mlconnector.platform.lapse;

import java.time.Instant;

/**
 * Something that a connection rests on ends: a credential, a certificate, a subscription.
 *
 * @param name the connection's, for people
 * @param what such as {@code client secret}
 * @param at from when on it does not work
 * @param known who says so: {@code told} by the vendor, {@code rule} of the vendor's documentation,
 *     {@code entered} by a person
 * @param renewed whether we renew it ourselves as long as the connection is at work, so that nobody
 *     has to do anything unless that fails
 * @param level {@code over}, {@code urgent} from 7 days before, {@code soon} from 30 days before,
 *     or {@code later}; what we renew ourselves is {@code urgent} only once at most half of its
 *     life, and at most 7 days, are left
 * @param secondsLeft until then; below 0 where it is over
 * @param sentence what ends when
 * @param todo what to do
 */
public record LapseView(
    String connection,
    String system,
    String name,
    String what,
    Instant at,
    String known,
    boolean renewed,
    String level,
    long secondsLeft,
    String sentence,
    String todo) {

  /** Whether somebody has to be warned. */
  public boolean warns() {
    return !level.equals("later");
  }
}
