package io.mlconnector.sandbox.dynamics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;

/**
 * Error bodies as recorded (sheet 1.5): an empty code, the useful text in the inner error, and a
 * stack trace that has no business in anybody's log.
 */
final class ODataErrors {

  /** Stands in every stack trace, so that a test finds one that leaked. */
  static final String STACK_TRACE =
      "   at Sandbox.StackTraceThatMustNotBeLogged.Frame()\r\n"
          + "   at Sandbox.StackTraceThatMustNotBeLogged.Caller()";

  private static final String BUSY =
      "The request was rejected due to system experiencing high resource utilization.";

  private ODataErrors() {}

  /** What a call gets that comes in spite of a pressed system (sheet 1.6). */
  static Reply busy() {
    return reply(429, Refusal.GENERAL, BUSY, "");
  }

  static Reply reply(Refusal refusal) {
    return reply(refusal.status, refusal.outer, refusal.getMessage(), refusal.type);
  }

  static Reply reply(int status, String outer, String message, String type) {
    return Reply.json(status, body(outer, message, type))
        .header("Content-Type", ODataApi.CONTENT_TYPE);
  }

  private static ObjectNode body(String outer, String message, String type) {
    ObjectNode all = SandboxJson.object();
    ObjectNode error = all.putObject("error").put("code", "").put("message", outer);
    error
        .putObject("innererror")
        .put("message", message)
        .put("type", type)
        .put("stacktrace", STACK_TRACE);
    return all;
  }
}
