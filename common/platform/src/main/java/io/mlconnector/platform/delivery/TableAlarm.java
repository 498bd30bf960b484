package io.mlconnector.platform.delivery;

/** Calls for a person where a table cannot be published. */
public interface TableAlarm {

  /**
   * A person has to look.
   *
   * @param reason what is wrong and what to do, without record contents
   */
  void needed(String connection, String reason);

  /** No table of the connection is in trouble any more. */
  void over(String connection);
}
