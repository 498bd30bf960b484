package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Instant;

/**
 * A workbook of the site.
 *
 * @param extract whether it keeps an extract of its data, which can be refreshed
 */
record Workbook(
    String id,
    String name,
    String project,
    String owner,
    boolean extract,
    Instant createdAt,
    Instant updatedAt) {

  Workbook refreshed(Instant now) {
    return new Workbook(id, name, project, owner, extract, createdAt, now);
  }

  ObjectNode json(Project in) {
    ObjectNode json =
        SandboxJson.object()
            .put("id", id)
            .put("name", name)
            .put("contentUrl", Site.contentUrl(name))
            .put("createdAt", Site.seconds(createdAt))
            .put("updatedAt", Site.seconds(updatedAt));
    json.putObject("project").put("id", in.id()).put("name", in.name());
    json.putObject("owner").put("id", owner);
    return json;
  }
}
