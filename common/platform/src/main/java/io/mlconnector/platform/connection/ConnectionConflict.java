package io.mlconnector.platform.connection;

/** A change that does not fit what is stored; the message says what to do, for people. */
public final class ConnectionConflict extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why it does not fit. */
  public enum Kind {
    EXISTS,
    MISSING,
    CHANGED_MEANWHILE,
    OTHER_SOURCE
  }

  private final Kind kind;

  ConnectionConflict(Kind kind, String sentence) {
    super(sentence, null, false, false);
    this.kind = kind;
  }

  static ConnectionConflict fromFile(String id) {
    return new ConnectionConflict(
        Kind.OTHER_SOURCE,
        "Connection %s comes from the mounted file: change it there".formatted(id));
  }

  static ConnectionConflict missing(String id) {
    return new ConnectionConflict(Kind.MISSING, "There is no connection %s".formatted(id));
  }

  public Kind kind() {
    return kind;
  }
}
