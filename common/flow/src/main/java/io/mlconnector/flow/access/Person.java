package io.mlconnector.flow.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.problem.Problem;
import jakarta.ws.rs.core.SecurityContext;

/** Who asks for something, and why. */
public final class Person {

  private static final String ANYBODY = "local";

  private Person() {}

  /** The caller's name; {@code local} where nobody is asked for one. */
  public static String name(SecurityContext caller) {
    return caller.getUserPrincipal() == null ? ANYBODY : caller.getUserPrincipal().getName();
  }

  /**
   * The reason in a body.
   *
   * @throws Problem 400 where there is none
   */
  public static String reason(byte[] body) {
    try {
      JsonNode json = CanonicalJson.read(body == null ? new byte[0] : body, JsonNode.class);
      String reason = json == null ? "" : json.path("reason").asText("");
      if (!reason.isBlank()) {
        return reason;
      }
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("The body is not JSON: send {\"reason\": \"why\"}");
    }
    throw Problem.badRequest("reason: is missing; send {\"reason\": \"why\"}");
  }
}
