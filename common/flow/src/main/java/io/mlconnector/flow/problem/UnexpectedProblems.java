package io.mlconnector.flow.problem;

import io.mlconnector.canonical.event.Journey;
import io.mlconnector.flow.log.Log;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A fault of ours: the log has it, and the answer has only the words to find it there. */
@Provider
public class UnexpectedProblems implements ExceptionMapper<Throwable> {

  private static final Log LOG = Log.of(UnexpectedProblems.class);

  @Override
  public Response toResponse(Throwable e) {
    String reference = Journey.begin().substring(0, 12);
    LOG.error(e, "A request failed by a fault of ours", "reference", reference);
    return Problem.of(500, "A fault of ours; the log has it under reference " + reference)
        .response();
  }
}
