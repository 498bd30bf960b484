package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A rule that runs after every change of a ticket.
 *
 * @param shown {@code title}, {@code active}, {@code conditions}, {@code actions} and what else was
 *     sent, as it was
 * @param position triggers run by rising position
 */
public record Trigger(long id, ObjectNode shown, int position) {

  /** The action that calls a webhook: its id, and the template of the body. */
  static final String WEBHOOK = "notification_webhook";

  public boolean active() {
    return shown.path("active").asBoolean(true);
  }

  /** All of {@code all} and, where there are any, one of {@code any}. */
  public boolean meets(Ticket ticket, TicketUpdate update) {
    List<JsonNode> all = list(shown.at("/conditions/all"));
    List<JsonNode> any = list(shown.at("/conditions/any"));
    return all.stream().allMatch(each -> holds(each, ticket, update))
        && (any.isEmpty() || any.stream().anyMatch(each -> holds(each, ticket, update)));
  }

  private static boolean holds(JsonNode condition, Ticket ticket, TicketUpdate update) {
    String field = condition.path("field").asText();
    String value = condition.path("value").asText("");
    String operator = condition.path("operator").asText();
    if (field.equals("update_type")) {
      return value.equals(update.created() ? "Create" : "Change") == operator.equals("is");
    }
    boolean equal = ticket.text(field).orElse("").equals(value);
    return switch (operator) {
      case "is" -> equal;
      case "is_not" -> !equal;
      case "changed" -> update.changes(ticket, field);
      default -> !update.changes(ticket, field);
    };
  }

  /** The ids of webhooks that it calls. */
  public List<String> webhooks() {
    return calls().stream().map(action -> action.at("/value/0").asText()).toList();
  }

  /** Its actions that call a webhook. */
  public List<JsonNode> calls() {
    return list(shown.path("actions")).stream()
        .filter(action -> action.path("field").asText().equals(WEBHOOK))
        .toList();
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** As the API shows it. */
  public ObjectNode view(Views views) {
    ObjectNode json = SandboxJson.object().put("url", views.url("triggers/" + id + ".json"));
    json.put("id", id).setAll(shown);
    return json.put("position", position).put("default", false);
  }
}
