package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Calls for business events. The vendor delivers none for a changed customer or vendor, so which
 * event names what is a setting; polling finds everything without them. Nothing signs a call: it
 * carries a secret, and what it says is read again.
 *
 * @see <a
 *     href="https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/business-events/home-page">Business
 *     events</a>
 */
final class BusinessEvents implements Webhook {

  /** Sent when an endpoint is set up; its control number is the least there is. */
  private static final String TEST = "BusinessEventsTestEndpointContract";

  private static final String EVENT = "BusinessEventId";
  private static final String LEGAL_ENTITY = "BusinessEventLegalEntity";

  /** How deep an event is looked for in what Dataverse wraps around it. */
  private static final int DEEPEST = 8;

  @Override
  public String name() {
    return "business-events";
  }

  @Override
  public String verify(Connection connection, List<Secret> secrets, Call call) {
    Settings settings = connection.settings();
    String header = settings.text("secretHeader").toLowerCase(Locale.ROOT);
    String shown = call.headers().get(header);
    if (shown == null) {
      shown = call.query().get(settings.text("secretParameter"));
    }
    if (shown == null) {
      throw new Refused("carries no secret, neither in its header nor in its address");
    }
    boolean known = false;
    for (Secret secret : secrets) {
      known |= MessageDigest.isEqual(bytes(secret.reveal()), bytes(shown));
    }
    if (!known) {
      throw new Refused("carries another secret");
    }
    return id(call);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The same for every delivery of an event, however late; empty where it says nothing. */
  private static String id(Call call) {
    return event(call)
        .map(
            event ->
                String.join(
                    "/",
                    event.path(EVENT).asText(),
                    event.path(LEGAL_ENTITY).asText().toLowerCase(Locale.ROOT),
                    event.path("ControlNumber").asText(),
                    event.path("EventId").asText()))
        .orElse("");
  }

  @Override
  public List<Notice> notices(Connection connection, Call call) {
    JsonNode event =
        event(call)
            .orElseThrow(
                () ->
                    new Untranslatable(
                        "body", "holds no business event: " + EVENT + " is missing"));
    String name = event.path(EVENT).asText();
    String meaning = new DynamicsSettings(connection.settings()).businessEvents().get(name);
    if (name.equals(TEST) || meaning == null) {
      return List.of();
    }
    String[] parts = meaning.split("/");
    String stream = parts[0].strip();
    if (parts.length != 2 || !List.of(Customers.NAME, Vendors.NAME).contains(stream)) {
      throw new Untranslatable(
          name,
          "the setting businessEvents says '%s', which is not customers/FIELD or vendors/FIELD"
              .formatted(meaning));
    }
    String company = event.path(LEGAL_ENTITY).asText().strip().toLowerCase(Locale.ROOT);
    String number = event.path(parts[1].strip()).asText().strip();
    if (company.isEmpty() || number.isEmpty()) {
      throw new Untranslatable(
          company.isEmpty() ? LEGAL_ENTITY : parts[1].strip(), "is empty, so no record is named");
    }
    return List.of(new Notice(stream, List.of(new AccountKey(company, number).toString())));
  }

  /**
   * The event as it is sent, or as Dataverse hands it on: inside, as an object, as text or as a
   * list of attributes.
   */
  private static Optional<JsonNode> event(Call call) {
    return event(read(call.body()), 0);
  }

  private static Optional<JsonNode> event(JsonNode node, int depth) {
    if (depth > DEEPEST) {
      return Optional.empty();
    }
    if (node.path(EVENT).isTextual()) {
      return Optional.of(node);
    }
    if (node.isTextual()) {
      String text = node.textValue();
      return text.contains(EVENT) ? event(read(bytes(text)), depth + 1) : Optional.empty();
    }
    if (node.isArray()) {
      ObjectNode attributes = JsonNodeFactory.instance.objectNode();
      node.forEach(each -> attributes.set(each.path("key").asText(), each.path("value")));
      if (attributes.path(EVENT).isTextual()) {
        return Optional.of(attributes);
      }
    }
    for (JsonNode child : node) {
      Optional<JsonNode> event = event(child, depth + 1);
      if (event.isPresent()) {
        return event;
      }
    }
    return Optional.empty();
  }

  /** A missing node where it is no JSON, which only a genuine sender's call can be parked as. */
  private static JsonNode read(byte[] body) {
    try {
      return CanonicalJson.read(body, JsonNode.class);
    } catch (IllegalArgumentException e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }
}
