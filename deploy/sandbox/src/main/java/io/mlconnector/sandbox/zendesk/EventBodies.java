package io.mlconnector.sandbox.zendesk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Organization;
import io.mlconnector.sandbox.zendesk.state.Ticket;
import io.mlconnector.sandbox.zendesk.state.User;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** Writes the envelope of an event as it was recorded, indentation included: vendor sheet A5. */
final class EventBodies {

  private static final long ACCOUNT = 21_825_834;

  private final Account account;

  EventBodies(Account account) {
    this.account = account;
  }

  /** What is sent when something happened to a ticket. */
  byte[] ticket(Ticket ticket, String verb) {
    ObjectNode shown = account.ticketViews().ticket(ticket);
    ObjectNode detail = detail(shown);
    detail.put("subject", shown.path("subject").asText(""));
    detail.put("status", ticket.status().toUpperCase(Locale.ROOT));
    detail.put("priority", shown.path("priority").asText("").toUpperCase(Locale.ROOT));
    for (String id : new String[] {"requester_id", "organization_id", "brand_id", "group_id"}) {
      // "0" stands for none.
      detail.put(id, shown.path(id).isNull() ? "0" : shown.path(id).asText());
    }
    return envelope("ticket", verb, ticket.id(), detail);
  }

  /** What is sent when something happened to a user; after a merge it is the one who went. */
  byte[] user(User user, String verb) {
    ObjectNode shown = account.views().user(user);
    ObjectNode detail = detail(shown);
    detail.put("email", shown.path("email").asText(""));
    detail.put("external_id", shown.path("external_id").asText(""));
    detail.put("role", shown.path("role").asText(""));
    return envelope("user", verb, user.id(), detail);
  }

  /** What is sent when something happened to an organization. */
  byte[] organization(Organization organization, String verb) {
    ObjectNode shown = account.views().organization(organization);
    ObjectNode detail = detail(shown);
    detail.put("name", shown.path("name").asText(""));
    detail.put("external_id", shown.path("external_id").asText(""));
    return envelope("organization", verb, organization.id(), detail);
  }

  private static ObjectNode detail(ObjectNode shown) {
    return SandboxJson.object()
        .put("id", shown.path("id").asText())
        .put("created_at", shown.path("created_at").asText())
        .put("updated_at", shown.path("updated_at").asText());
  }

  private byte[] envelope(String kind, String verb, long id, ObjectNode detail) {
    ObjectNode envelope = SandboxJson.object().put("account_id", ACCOUNT);
    envelope.set("detail", detail);
    envelope.putObject("event");
    envelope.put("id", UUID.randomUUID().toString());
    envelope.put("subject", "zen:" + kind + ":" + id);
    envelope.put("time", account.now().toString());
    envelope.put("type", "zen:event-type:" + kind + "." + verb);
    envelope.put("zendesk_event_version", "2022-11-06");
    return bytes(envelope);
  }

  private static byte[] bytes(ObjectNode envelope) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("   ", "\n"));
    try {
      return (SandboxJson.MAPPER.writer(printer).writeValueAsString(envelope) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event cannot be written", e);
    }
  }
}
