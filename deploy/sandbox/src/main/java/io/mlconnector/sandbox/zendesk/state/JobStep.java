package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.function.LongSupplier;

/** One item of a job; its result tells what happened, never which item it was: vendor sheet A2. */
@FunctionalInterface
public interface JobStep {

  ObjectNode run();

  /** Makes a record: the result has nothing but its id. */
  static JobStep create(LongSupplier write) {
    return () -> {
      try {
        return created(write.getAsLong());
      } catch (Refusal refusal) {
        return failed(refusal);
      }
    };
  }

  /** Changes or deletes a record that may not exist. */
  static JobStep change(String action, String status, LongSupplier write) {
    return () -> {
      try {
        return changed(action, status, write.getAsLong());
      } catch (Refusal refusal) {
        return failed(refusal).put("action", action).put("success", false);
      }
    };
  }

  static ObjectNode created(long id) {
    return SandboxJson.object().put("status", "Created").put("id", id);
  }

  static ObjectNode changed(String action, String status, long id) {
    return SandboxJson.object()
        .put("id", id)
        .put("action", action)
        .put("success", true)
        .put("status", status);
  }

  static ObjectNode failed(Refusal refusal) {
    return SandboxJson.object()
        .put("status", "Failed")
        .put("error", refusal.code())
        .put("details", refusal.words());
  }
}
