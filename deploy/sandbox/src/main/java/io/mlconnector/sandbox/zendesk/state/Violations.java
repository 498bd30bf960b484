package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;

/** Collects what is wrong with one record and refuses it with 422 RecordInvalid, all at once. */
final class Violations {

  private final ObjectNode details = SandboxJson.object();

  void add(String field, String code, String description) {
    details.withArray(field).addObject().put("description", description).put("error", code);
  }

  void duplicate(String field, String description) {
    add(field, "DuplicateValue", description);
  }

  void invalid(String field, String description) {
    add(field, "InvalidValue", description);
  }

  void refuseIfAny() {
    if (!details.isEmpty()) {
      ObjectNode body =
          SandboxJson.object()
              .put("error", "RecordInvalid")
              .put("description", "Record validation errors");
      body.set("details", details);
      throw new Refusal(422, body);
    }
  }

  /** Refuses at once, for rules that stand alone. */
  static Refusal one(String field, String code, String description) {
    Violations violations = new Violations();
    violations.add(field, code, description);
    try {
      violations.refuseIfAny();
    } catch (Refusal refusal) {
      return refusal;
    }
    throw new IllegalStateException("a violation was added and is gone");
  }
}
