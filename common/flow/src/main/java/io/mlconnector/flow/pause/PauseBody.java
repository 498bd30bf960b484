package io.mlconnector.flow.pause;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.pause.Pause.Scope;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.problem.Problem.FieldError;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request says of a pause.
 *
 * @param reason required, 500 characters at most
 * @param until an ISO 8601 instant in the future, such as {@code 2026-01-31T08:00:00Z}; null where
 *     somebody will end it
 */
public record PauseBody(String reason, String until) {

  private static final int LONGEST = 500;

  /**
   * Reads a body.
   *
   * @throws Problem 400 where it is no JSON
   */
  public static PauseBody read(byte[] body) {
    try {
      PauseBody read = CanonicalJson.read(body == null ? new byte[0] : body, PauseBody.class);
      return read == null ? new PauseBody(null, null) : read;
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(
          "The body is not JSON: send {\"reason\": \"why\", \"until\": \"2026-01-31T08:00:00Z\"}");
    }
  }

  /**
   * The pause that is asked for.
   *
   * @throws Problem 422 with everything that is wrong, field by field
   */
  public Pause pause(Scope scope, String name, String author, Instant now) {
    List<FieldError> errors = new ArrayList<>();
    String why = reason == null ? "" : reason.strip();
    if (why.isEmpty()) {
      errors.add(new FieldError("reason", "is missing: say why it is paused"));
    } else if (why.length() > LONGEST || why.chars().anyMatch(Character::isISOControl)) {
      errors.add(
          new FieldError("reason", "must be one line of %d characters at most".formatted(LONGEST)));
    }
    Instant end = null;
    if (until != null && !until.isBlank()) {
      try {
        end = Instant.parse(until.strip());
        if (!end.isAfter(now)) {
          errors.add(new FieldError("until", "has passed: give a later time, or none"));
        }
      } catch (DateTimeException e) {
        errors.add(
            new FieldError("until", "must be a time such as 2026-01-31T08:00:00Z, or be left out"));
      }
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid("Nothing is paused; correct what is listed", errors);
    }
    return new Pause(scope, name, why, author, now, end);
  }
}
