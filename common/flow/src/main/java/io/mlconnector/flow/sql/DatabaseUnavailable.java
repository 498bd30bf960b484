package io.mlconnector.flow.sql;

import java.sql.SQLException;
import java.util.Set;

/** The database refused or lost a statement; what was to be done has to be done again. */
public final class DatabaseUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** SQLSTATE classes of PostgreSQL, appendix A: what is said was right, and may work later. */
  private static final Set<String> LATER = Set.of("08", "25", "40", "53", "55", "57", "58");

  /**
   * A row that is there twice, data exceptions, integrity violations, wrong names, and what goes
   * beyond a limit.
   */
  private static final Set<String> CONTENTS = Set.of("21", "22", "23", "42", "54");

  public DatabaseUnavailable(SQLException cause) {
    super(cause.getMessage(), cause);
  }

  /** Whether the same statement may be taken later. */
  public boolean mayWorkLater() {
    String state = state();
    return state.length() < 2 || LATER.contains(state.substring(0, 2));
  }

  /** Whether the database refuses what is said, so that saying it again is refused again. */
  public boolean refusesContents() {
    String state = state();
    return state.length() >= 2 && CONTENTS.contains(state.substring(0, 2));
  }

  private String state() {
    String state = ((SQLException) getCause()).getSQLState();
    return state == null ? "" : state;
  }
}
