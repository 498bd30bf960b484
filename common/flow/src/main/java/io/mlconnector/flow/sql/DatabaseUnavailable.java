package io.mlconnector.flow.sql;

import java.sql.SQLException;

/** The database refused or lost a statement; what was to be done has to be done again. */
public final class DatabaseUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DatabaseUnavailable(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
