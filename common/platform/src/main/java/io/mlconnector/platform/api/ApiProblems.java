package io.mlconnector.platform.api;

import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.problem.Problem.FieldError;
import io.mlconnector.platform.connection.ConnectionConflict;
import io.mlconnector.platform.connection.CredentialUnavailable;
import io.mlconnector.platform.connection.InvalidDocument;
import io.mlconnector.platform.connection.KeysetProblem;
import io.mlconnector.platform.connection.KeysetWaits;
import io.mlconnector.spi.VendorFailure;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the platform's failures are in HTTP. */
public class ApiProblems {

  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration LATER = Duration.ofSeconds(30);

  @ServerExceptionMapper
  public Response invalid(InvalidDocument e) {
    List<FieldError> errors =
        e.problems().stream()
            .map(problem -> new FieldError(problem.field(), problem.problem()))
            .toList();
    return Problem.invalid("The document cannot be used: " + e.getMessage(), errors).response();
  }

  @ServerExceptionMapper
  public Response conflict(ConnectionConflict e) {
    int status =
        switch (e.kind()) {
          case MISSING -> 404;
          case CHANGED_MEANWHILE -> 412;
          case EXISTS, OTHER_SOURCE -> 409;
        };
    return Problem.of(status, e.getMessage()).response();
  }

  @ServerExceptionMapper
  public Response credential(CredentialUnavailable e) {
    return Problem.conflict(e.getMessage()).response();
  }

  @ServerExceptionMapper
  public Response keyset(KeysetProblem e) {
    return Problem.conflict(e.getMessage()).response();
  }

  @ServerExceptionMapper
  public Response waits(KeysetWaits e) {
    return Problem.unavailable(e.getMessage(), LATER).response();
  }

  @ServerExceptionMapper
  public Response leaseLost(LeaseLost e) {
    return Problem.unavailable("Another replica has just taken over; try again", SOON).response();
  }

  @ServerExceptionMapper
  public Response vendor(VendorFailure e) {
    String detail = LikelyCause.of(e);
    return switch (e.kind()) {
      case THROTTLED ->
          Problem.unavailable(detail, e.retryAfter() == null ? LATER : e.retryAfter()).response();
      case UNAVAILABLE, UNAUTHORIZED, REJECTED -> Problem.of(502, detail).response();
    };
  }
}
