package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.List;
import java.util.stream.Stream;

/** The records that a bulk call names in its query, each as the object that matches it. */
final class BulkTargets {

  private BulkTargets() {}

  /** At most 100 of {@code ids} or {@code external_ids}; nothing when neither is given. */
  static List<ObjectNode> ofQuery(ApiCall call) {
    Stream<ObjectNode> ids =
        call.values("ids").stream()
            .flatMap(List::stream)
            .map(id -> SandboxJson.object().put("id", ApiCall.number("ids", id)));
    Stream<ObjectNode> externalIds =
        call.values("external_ids").stream()
            .flatMap(List::stream)
            .map(id -> SandboxJson.object().put("external_id", id));
    return Stream.concat(ids, externalIds).toList();
  }
}
