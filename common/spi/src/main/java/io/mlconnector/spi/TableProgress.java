package io.mlconnector.spi;

import java.time.Duration;

/** How far a change of a table has come. */
public sealed interface TableProgress {

  /**
   * The vendor works on it.
   *
   * @param job the job's id
   * @param after when to ask next
   */
  record Running(String job, Duration after) implements TableProgress {}

  /** It is done, and the target has said so. */
  record Done(String key) implements TableProgress {}

  /**
   * The vendor has ended it without doing it: it may be asked for again under another request.
   *
   * @param words the vendor's, cleaned, or what is known where it gave none
   */
  record Failed(String words) implements TableProgress {}
}
