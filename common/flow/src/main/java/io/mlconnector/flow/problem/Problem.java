package io.mlconnector.flow.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mlconnector.canonical.CanonicalJson;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;

/**
 * An answer that says what is wrong and what to do, as RFC 9457 problem details. Thrown from a
 * resource it becomes the response; its words are shown to the caller, so they hold no secret and
 * no record contents.
 */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The media type of the answer. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** What is wrong with one field of the request, by its path. */
  public record FieldError(String field, String problem) {}

  /** The answer's body. */
  public record Body(
      String type, String title, int status, String detail, List<FieldError> errors) {}

  private final int status;
  private final transient Duration retryAfter;
  private final transient List<FieldError> errors;

  private Problem(int status, String detail, Duration retryAfter, List<FieldError> errors) {
    super(detail, null, false, false);
    this.status = status;
    this.retryAfter = retryAfter;
    this.errors = List.copyOf(errors);
  }

  /** A problem of any status from 400 on. */
  public static Problem of(int status, String detail) {
    return new Problem(status, detail, null, List.of());
  }

  /** 400: the request itself is wrong. */
  public static Problem badRequest(String detail) {
    return of(400, detail);
  }

  /** 400: a JSON body that cannot be read; says where, and repeats nothing of it. */
  public static Problem unreadable(JsonProcessingException e) {
    return badRequest(UnreadableBodies.detail(e));
  }

  /** 404. */
  public static Problem notFound(String detail) {
    return of(404, detail);
  }

  /** 409: the request does not fit what is stored. */
  public static Problem conflict(String detail) {
    return of(409, detail);
  }

  /** 422: the request can be read, and its content is wrong, field by field. */
  public static Problem invalid(String detail, List<FieldError> errors) {
    return new Problem(422, detail, null, errors);
  }

  /** 503: not now; the caller may try again after that long, in whole seconds. */
  public static Problem unavailable(String detail, Duration retryAfter) {
    return new Problem(503, detail, retryAfter, List.of());
  }

  public int status() {
    return status;
  }

  public List<FieldError> errors() {
    return errors;
  }

  /** The answer. */
  public Response response() {
    Response.Status known = Response.Status.fromStatusCode(status);
    Response.ResponseBuilder answer =
        Response.status(status)
            .type(MEDIA_TYPE)
            .entity(
                CanonicalJson.bytes(
                    new Body(
                        "about:blank",
                        known == null ? title(status) : known.getReasonPhrase(),
                        status,
                        getMessage(),
                        errors)));
    if (retryAfter != null) {
      answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()));
    }
    return answer.build();
  }

  private static String title(int status) {
    return status == 422 ? "Unprocessable Content" : "Problem";
  }
}
