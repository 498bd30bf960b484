package io.mlconnector.console.alerts;

/**
 * Something that is so right now.
 *
 * @param place the system, {@code mapping} or {@code console} that it was learned from: while that
 *     is silent, nobody knows whether it still is so
 * @param connection null where it is about none
 * @param scope what within the connection or place; empty for all of it
 * @param sentence what happened, in words for people, without contents of records
 * @param todo what to do
 * @param link the page of the console where it is done
 * @param measure how much there is, for what is told of when it grows; null for anything else
 */
record Condition(
    Kind kind,
    String place,
    String connection,
    String scope,
    Severity severity,
    String sentence,
    String todo,
    String link,
    Long measure) {

  /** What makes it the same one at the next look. */
  record Key(Kind kind, String place, String connection, String scope) {}

  Key key() {
    return new Key(kind, place, connection == null ? "" : connection, scope);
  }
}
