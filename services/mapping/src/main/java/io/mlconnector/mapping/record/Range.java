package io.mlconnector.mapping.record;

import io.mlconnector.canonical.RecordKey;

/**
 * Record keys in their order, both ends left out.
 *
 * @param after empty for the first one
 */
record Range(String after, String before) {

  /** Behind every record key, which begins with the id of a connection. */
  private static final String LAST = "\uFFFF";

  /**
   * Those of a connection behind a key.
   *
   * @param connection empty for all
   * @param after the last record of the page before; empty for the first page
   */
  static Range of(String connection, String after) {
    if (connection.isEmpty()) {
      return new Range(after, LAST);
    }
    String any = new RecordKey(connection, "x", "x").toString();
    String first = any.substring(0, any.length() - "x|x".length());
    return new Range(after.isEmpty() ? first : after, Snapshots.end(first));
  }
}
