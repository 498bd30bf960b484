package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;

/**
 * A project of the site.
 *
 * @param parent id of the project that it is in; empty at the top
 */
record Project(
    String id,
    String name,
    String parent,
    String description,
    String contentPermissions,
    String owner,
    String createdAt) {

  ObjectNode json() {
    ObjectNode json =
        SandboxJson.object()
            .put("id", id)
            .put("name", name)
            .put("description", description)
            .put("contentPermissions", contentPermissions)
            .put("createdAt", createdAt)
            .put("updatedAt", createdAt);
    if (!parent.isEmpty()) {
      json.put("parentProjectId", parent);
    }
    json.putObject("owner").put("id", owner);
    return json;
  }
}
