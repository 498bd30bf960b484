package io.mlconnector.console.alerts.channel;

import java.time.Duration;

/** A way by which people are told; each has a name from the configuration. */
public interface Channel {

  /** Its name, unique among all channels. */
  String name();

  /** {@code webhook} or {@code mail}. */
  String kind();

  /** Where it leads, for people; nothing that whoever knows it could use. */
  String target();

  /** Changes with where it leads, so that a receiver that is gone is not taken for the next one. */
  String fingerprint();

  Rules rules();

  /** The longest that {@link #send} takes. */
  Duration timeout();

  /** Words for what is to be told, as this channel sends them. */
  Outgoing write(String id, Digest digest);

  /** Sends a message and waits for the receiver's answer; what fails is an answer as well. */
  Answer send(Outgoing message);
}
