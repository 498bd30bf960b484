package io.mlconnector.console.systems;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.flow.problem.Problem;

/** Bodies that programs send. */
public final class Bodies {

  private Bodies() {}

  /**
   * @param wanted what is to be sent, with an example
   * @throws Problem 400 where it is no JSON object
   */
  public static void object(JsonNode body, String wanted) {
    if (body == null || !body.isObject()) {
      throw Problem.badRequest("The body is no JSON object: send " + wanted);
    }
  }
}
