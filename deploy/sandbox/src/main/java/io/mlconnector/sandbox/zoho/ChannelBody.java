package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.TreeSet;

/** Reads what a watch call says of one channel (sheet B3). */
final class ChannelBody {

  private static final Duration USUAL_LIFE = Duration.ofHours(1);
  private static final Duration LONGEST_LIFE = Duration.ofDays(7);
  private static final int LONGEST_TOKEN = 50;
  private static final int MOST_FIELDS = 10;
  private static final Set<String> KNOWN =
      Set.of(
          "channel_id",
          "events",
          "channel_expiry",
          "token",
          "notify_url",
          "notify_on_related_action",
          "return_affected_field_values",
          "notification_condition",
          "_delete_events");

  private final Org org;
  private final JsonNode given;
  private final String path;

  ChannelBody(Org org, JsonNode given, String path) {
    this.org = org;
    this.given = given;
    this.path = path;
    given
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!KNOWN.contains(name)) {
                throw Refusal.field(
                    "INVALID_DATA", name, path + "." + name, "a channel has no such member");
              }
            });
  }

  String id() {
    JsonNode id = mandatory("channel_id");
    if (!id.asText().matches("\\d{1,19}")) {
      throw Refusal.invalid("channel_id", path + ".channel_id", "bigint");
    }
    return id.asText();
  }

  /** A channel as the call states it, whatever was there before. */
  Channel whole() {
    return new Channel(
        id(), events(), expiry(), token(), url(), related(true), values(false), fields());
  }

  /** A channel of which the call changes some. */
  Channel over(Channel before) {
    Set<String> events = new TreeSet<>(before.events());
    if (given.has("events")) {
      if (given.path("_delete_events").asBoolean()) {
        events.removeAll(events());
      } else {
        events.addAll(events());
      }
    }
    return new Channel(
        before.id(),
        events,
        given.has("channel_expiry") ? expiry() : before.expiry(),
        given.has("token") ? token() : before.token(),
        given.has("notify_url") ? url() : before.notifyUrl(),
        related(before.related()),
        values(before.withValues()),
        given.has("notification_condition") ? fields() : before.onlyFields());
  }

  private JsonNode mandatory(String name) {
    JsonNode value = given.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw Refusal.field(
          "MANDATORY_NOT_FOUND", name, path + "." + name, "required field not found");
    }
    return value;
  }

  private Set<String> events() {
    Set<String> events = new TreeSet<>(Channels.texts(mandatory("events")));
    for (String event : events) {
      String[] parts = event.split("\\.");
      if (parts.length != 2
          || org.module(parts[0]).isEmpty()
          || !Set.of("create", "edit", "delete", "all").contains(parts[1])) {
        throw Refusal.invalid("events", path + ".events", "Module.create|edit|delete|all");
      }
    }
    if (events.isEmpty()) {
      throw Refusal.invalid("events", path + ".events", "jsonarray");
    }
    return events;
  }

  private Instant expiry() {
    Instant now = org.exactly();
    if (!given.has("channel_expiry")) {
      return now.plus(USUAL_LIFE);
    }
    Instant expiry;
    try {
      expiry = OffsetDateTime.parse(given.path("channel_expiry").asText()).toInstant();
    } catch (DateTimeParseException e) {
      throw Refusal.invalid("channel_expiry", path + ".channel_expiry", "datetime");
    }
    if (!expiry.isAfter(now) || expiry.isAfter(now.plus(LONGEST_LIFE))) {
      Refusal refusal =
          Refusal.field(
              "INVALID_DATA",
              "channel_expiry",
              path + ".channel_expiry",
              "the expiry must lie within one week from now");
      refusal.details.put("expected_data_type", "datetime");
      throw refusal;
    }
    return expiry;
  }

  private String token() {
    String token = given.path("token").asText(null);
    if (token != null && token.length() > LONGEST_TOKEN) {
      Refusal refusal = Refusal.invalid("token", path + ".token", "string");
      refusal.details.put("maximum_length", LONGEST_TOKEN);
      throw refusal;
    }
    return token;
  }

  private String url() {
    String url = mandatory("notify_url").asText();
    try {
      URI address = URI.create(url);
      if (address.getHost() != null && address.getScheme().matches("https?")) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("notify_url", path + ".notify_url", "url");
    }
    throw Refusal.invalid("notify_url", path + ".notify_url", "url");
  }

  private boolean related(boolean otherwise) {
    return given.path("notify_on_related_action").asBoolean(otherwise);
  }

  private boolean values(boolean otherwise) {
    return given.path("return_affected_field_values").asBoolean(otherwise);
  }

  /**
   * {@code [{"type":"field_selection","module":{…},"field_selection":{"group":[{"field":…}]}}]}.
   */
  private Set<String> fields() {
    Set<String> names = new TreeSet<>();
    for (JsonNode condition : given.path("notification_condition")) {
      String module = condition.at("/module/api_name").asText();
      JsonNode selection = condition.path("field_selection");
      Iterable<JsonNode> group =
          selection.has("group") ? selection.path("group") : java.util.List.of(selection);
      boolean known =
          condition.path("type").asText().equals("field_selection")
              && org.module(module).isPresent();
      for (JsonNode each : group) {
        String field = each.at("/field/api_name").asText();
        known = known && org.module(module).orElseThrow().field(field).isPresent();
        names.add(field);
      }
      if (!known || names.size() > MOST_FIELDS) {
        throw Refusal.invalid(
            "notification_condition", path + ".notification_condition", "field_selection");
      }
    }
    return names;
  }

  /** A good result for a channel, with one entry per event. */
  static ObjectNode done(Channel channel, Rendering rendering, String message) {
    ObjectNode result = SandboxJson.object().put("code", "SUCCESS");
    var events = result.putObject("details").putArray("events");
    for (String event : channel.events()) {
      String module = event.substring(0, event.indexOf('.'));
      events
          .addObject()
          .put("channel_expiry", rendering.time(channel.expiry()))
          .put("resource_uri", "/crm/v8/" + module)
          .put("resource_id", ModulesApi.idOf(module))
          .put("resource_name", module)
          .put("channel_id", Long.parseLong(channel.id()));
    }
    return result.put("message", message).put("status", "success");
  }
}
