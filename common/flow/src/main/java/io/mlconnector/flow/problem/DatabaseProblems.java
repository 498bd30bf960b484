package io.mlconnector.flow.problem;

import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/**
 * Asks the caller to come again while the database is away. A statement that the database refuses
 * for what it says is a fault of ours instead.
 */
@Provider
public class DatabaseProblems implements ExceptionMapper<DatabaseUnavailable> {

  private static final Log LOG = Log.of(DatabaseProblems.class);
  private static final Duration AGAIN = Duration.ofSeconds(30);

  /** SQLSTATE classes of PostgreSQL, appendix A: what is said was right, and may work later. */
  private static final Set<String> LATER = Set.of("08", "25", "40", "53", "55", "57", "58");

  @Override
  public Response toResponse(DatabaseUnavailable e) {
    if (!later(((SQLException) e.getCause()).getSQLState())) {
      return new UnexpectedProblems().toResponse(e);
    }
    LOG.warn(e, "A request was turned away, the database does not answer");
    return Problem.unavailable("The database does not answer; try again", AGAIN).response();
  }

  private static boolean later(String state) {
    return state == null || state.length() < 2 || LATER.contains(state.substring(0, 2));
  }
}
