package io.mlconnector.flow.problem;

import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/**
 * Asks the caller to come again while the database is away. A statement that the database refuses
 * for what it says is a fault of ours instead.
 */
@Provider
public class DatabaseProblems implements ExceptionMapper<DatabaseUnavailable> {

  private static final Log LOG = Log.of(DatabaseProblems.class);
  private static final Duration AGAIN = Duration.ofSeconds(30);

  @Override
  public Response toResponse(DatabaseUnavailable e) {
    if (!e.mayWorkLater()) {
      return new UnexpectedProblems().toResponse(e);
    }
    LOG.warn(e, "A request was turned away, the database does not answer");
    return Problem.unavailable("The database does not answer; try again", AGAIN).response();
  }
}
