package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.Set;

/**
 * A call that somebody wants for an event.
 *
 * @param reason why it is disabled; empty while it is not
 * @param failures events in a row that never arrived
 */
record Webhook(
    String id,
    String name,
    String event,
    String url,
    boolean enabled,
    String reason,
    String owner,
    String createdAt,
    int failures) {

  /** What can be asked for (sheet T6). */
  static final Set<String> EVENTS =
      Set.of(
          "DatasourceCreated",
          "DatasourceUpdated",
          "DatasourceDeleted",
          "DatasourceRefreshStarted",
          "DatasourceRefreshSucceeded",
          "DatasourceRefreshFailed",
          "WorkbookCreated",
          "WorkbookUpdated",
          "WorkbookDeleted",
          "WorkbookRefreshStarted",
          "WorkbookRefreshSucceeded",
          "WorkbookRefreshFailed",
          "ViewDeleted",
          "LabelCreated",
          "LabelUpdated",
          "LabelDeleted",
          "SiteCreated",
          "SiteUpdated",
          "SiteDeleted",
          "UserDeleted",
          "AdminPromoted",
          "AdminDemoted");

  Webhook state(boolean isEnabled, String why, int inARow) {
    return new Webhook(id, name, event, url, isEnabled, why, owner, createdAt, inARow);
  }

  Webhook named(String newName, String newEvent, String newUrl) {
    return new Webhook(id, newName, newEvent, newUrl, enabled, reason, owner, createdAt, failures);
  }

  /** The name that the event has as a source element: webhook-source-event-datasource-updated. */
  static String element(String event) {
    return "webhook-source-event"
        + event.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
  }

  ObjectNode json() {
    ObjectNode json =
        SandboxJson.object()
            .put("id", id)
            .put("name", name)
            .put("event", event)
            .put("isEnabled", enabled)
            .put("statusChangeReason", reason)
            .put("createdAt", createdAt)
            .put("updatedAt", createdAt);
    json.putObject("webhook-source").putObject(element(event));
    json.putObject("webhook-destination")
        .putObject("webhook-destination-http")
        .put("method", "POST")
        .put("url", url);
    json.putObject("owner").put("id", owner);
    return json;
  }
}
