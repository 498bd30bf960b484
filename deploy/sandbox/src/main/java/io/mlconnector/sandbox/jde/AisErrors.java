package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;

/** How the AIS server words what it refuses (sheet 3.1, 3.5). */
final class AisErrors {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd:HH.mm.ss").withZone(ZoneOffset.UTC);

  private final Clock clock;
  private final AtomicLong exceptions = new AtomicLong(4_000);

  AisErrors(Clock clock) {
    this.clock = clock;
  }

  Reply reply(Refusal refusal) {
    return Reply.json(refusal.status, error(refusal.getMessage()));
  }

  ObjectNode error(String message) {
    return SandboxJson.object()
        .put("message", message)
        .put("exception", "Exception")
        .put("timeStamp", STAMP.format(clock.instant()));
  }

  /** The answer of an orchestration that ended in an exception or was told to say so. */
  ObjectNode serviceError(String status, String message, String type) {
    return SandboxJson.object()
        .put("message", message)
        .put("exception", "com.oracle.e1.rest.orchestrator.exceptions.OrchestrationException")
        .put("exceptionId", Long.toString(exceptions.incrementAndGet()))
        .put("status", status)
        .put("type", type)
        .put("userDefinedErrorText", "")
        .put("errorText", message)
        .put("timeStamp", STAMP.format(clock.instant()));
  }
}
