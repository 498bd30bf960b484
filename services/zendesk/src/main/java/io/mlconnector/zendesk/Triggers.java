package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.Check.Right;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.zendesk.api.TriggersApi;
import java.util.List;

/**
 * The trigger that has Zendesk call a webhook after every change of a ticket, for accounts where
 * events of tickets are not to be had or not wanted.
 */
final class Triggers {

  static final Setting SETTING =
      Setting.choice(
          "webhookKind",
          "events",
          "How Zendesk calls: by events; or by a trigger, which is made with the webhook and tells"
              + " of tickets only, not of their deletion (the poll finds that, and what happens to"
              + " users and organizations). Register the hook again after a change.",
          "events",
          "trigger");

  /** A webhook that triggers call is subscribed to this and nothing else. */
  static final String SUBSCRIPTION = "conditional_ticket_events";

  private static final String ACTION = "notification_webhook";
  private static final String BODY = "{\"ticket_id\": \"{{ticket.id}}\"}";
  private static final int NOT_FOUND = 404;
  private static final int FORBIDDEN = 403;

  private final Connection connection;
  private final TriggersApi api;

  Triggers(Connection connection) {
    this.connection = connection;
    this.api = connection.client(TriggersApi.class);
  }

  static boolean wanted(Settings settings) {
    return settings.text("webhookKind").equals("trigger");
  }

  /** Makes the trigger, or brings ours to what it should be. */
  void call(String webhook) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("trigger", trigger(webhook));
    List<String> ours = of(webhook);
    if (ours.isEmpty()) {
      api.create(body);
    } else {
      api.update(ours.get(0), body);
      // A crash between making one and noting it leaves a second.
      ours.subList(1, ours.size()).forEach(this::delete);
    }
  }

  /** Takes away what calls the webhook; Zendesk may not let it go before. */
  void forget(String webhook) {
    of(webhook).forEach(this::delete);
  }

  private void delete(String id) {
    try {
      api.delete(id);
    } catch (VendorFailure e) {
      if (e.status() != NOT_FOUND) {
        throw e;
      }
    }
  }

  private List<String> of(String webhook) {
    return CursorPages.all("triggers", api::list).stream()
        .filter(trigger -> calls(trigger, webhook))
        .map(trigger -> trigger.path("id").asText())
        .toList();
  }

  private static boolean calls(JsonNode trigger, String webhook) {
    for (JsonNode action : trigger.path("actions")) {
      if (action.path("field").asText().equals(ACTION)
          && action.at("/value/0").asText().equals(webhook)) {
        return true;
      }
    }
    return false;
  }

  private ObjectNode trigger(String webhook) {
    ObjectNode trigger =
        JsonNodeFactory.instance
            .objectNode()
            .put("title", "ml-connector " + connection.id() + ": tell of each change")
            .put("active", true);
    // A trigger needs a condition; one of these two holds for every change.
    for (String type : List.of("Create", "Change")) {
      trigger
          .withObject("/conditions")
          .withArray("any")
          .addObject()
          .put("field", "update_type")
          .put("operator", "is")
          .put("value", type);
    }
    trigger
        .withArray("actions")
        .addObject()
        .put("field", ACTION)
        .putArray("value")
        .add(webhook)
        .add(BODY);
    return trigger;
  }

  /** Whether triggers may be made; asked only where they are wanted. */
  Right right() {
    String what = "register triggers";
    try {
      api.list(1, null);
      return new Right(what, true, null);
    } catch (VendorFailure e) {
      if (e.status() != FORBIDDEN) {
        throw e;
      }
      return new Right(
          what,
          false,
          "Zendesk forbids it: give the token's scope triggers:read and triggers:write, or set"
              + " webhookKind to events.");
    }
  }
}
