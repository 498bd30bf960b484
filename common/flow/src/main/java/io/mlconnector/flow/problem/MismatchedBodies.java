package io.mlconnector.flow.problem;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The same for JSON of another form than expected, which Quarkus would answer in its own words. */
@Provider
public class MismatchedBodies implements ExceptionMapper<MismatchedInputException> {

  @Override
  public Response toResponse(MismatchedInputException e) {
    return Problem.badRequest(UnreadableBodies.detail(e)).response();
  }
}
