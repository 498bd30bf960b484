package io.mlconnector.platform.vendor;

/** Tells people that a connection cannot go on by itself. */
public interface Attention {

  /**
   * A person must do something; until then no call is made.
   *
   * @param reason what is wrong and what to do, without credentials
   */
  void needed(String connection, String reason);

  /** It works again. */
  void over(String connection);

  /** The same in another one's name: who calls takes only own calls back. */
  default Attention by(String who) {
    return this;
  }
}
