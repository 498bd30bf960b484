package io.mlconnector.mapping.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.AdaptersInUse;
import io.mlconnector.flow.FlowConfig;
import io.mlconnector.mapping.adapter.TargetField.Type;
import io.mlconnector.mapping.adapter.TargetRecord.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The adapters by their REST API. */
@ApplicationScoped
public class HttpAdapters implements Adapters {

  /** The adapters' own limit on one read. */
  private static final int MOST_AT_A_TIME = 1_000;

  private static final String COMPANIES = "companies";

  private final AdapterCalls calls;
  private final Set<String> systems;

  public HttpAdapters(AdapterCalls calls, FlowConfig config) {
    this.calls = calls;
    this.systems = AdaptersInUse.of(config).keySet();
  }

  @Override
  public Optional<KnownConnection> connection(String id) {
    AdapterUnreachable silent = null;
    for (String system : systems) {
      try {
        for (JsonNode connection : calls.get(system, "/api/connections")) {
          if (connection.path("id").asText().equals(id)) {
            return Optional.of(new KnownConnection(id, system, environment(connection)));
          }
        }
      } catch (AdapterUnreachable e) {
        silent = e;
      }
    }
    if (silent != null) {
      throw silent;
    }
    return Optional.empty();
  }

  private static String environment(JsonNode connection) {
    String name = connection.at("/document/environment").asText("").strip();
    return name.isEmpty() ? null : name;
  }

  @Override
  public Optional<List<String>> companies(KnownConnection connection) {
    JsonNode settings = calls.get(connection.system(), "/api/system").at("/connection/settings");
    if (!settings.findValuesAsText("name").contains(COMPANIES)) {
      return Optional.empty();
    }
    JsonNode companies =
        calls.get(connection.system(), path(connection, "")).at("/document/settings/" + COMPANIES);
    List<String> named =
        companies.isArray() ? texts(companies) : List.of(companies.asText("").split(","));
    return Optional.of(named.stream().map(String::strip).filter(n -> !n.isEmpty()).toList());
  }

  @Override
  public List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (String system : systems) {
      try {
        calls.get(system, "/api/connections").forEach(c -> ids.add(c.path("id").asText()));
      } catch (AdapterUnreachable e) {
        // The list is for a message; what cannot be seen now cannot be offered.
        continue;
      }
    }
    return ids;
  }

  @Override
  public TargetObject object(KnownConnection connection, String object) {
    String system = connection.system();
    JsonNode schema = calls.get(system, path(connection, "/objects/" + encoded(object)));
    JsonNode sink = sink(system, object);
    Set<String> matchKeys = new HashSet<>();
    schema.path("matchKeys").forEach(key -> matchKeys.add(key.asText()));
    List<TargetField> fields = new ArrayList<>();
    schema.path("fields").forEach(field -> fields.add(field(field)));
    List<TargetPolicy> policies = new ArrayList<>();
    sink.path("policies")
        .forEach(
            policy ->
                policies.add(
                    new TargetPolicy(
                        policy.path("name").asText(),
                        policy.path("help").asText(),
                        texts(policy.path("choices")))));
    return new TargetObject(
        object,
        Delivery.Mode.valueOf(schema.path("mode").asText("UPSERT")),
        matchKeys,
        policies,
        sink.path("batchSize").asInt(1),
        fields);
  }

  private JsonNode sink(String system, String object) {
    for (JsonNode sink : calls.get(system, "/api/system").path("sinks")) {
      // A table is named after its object, as in data-source:ap-invoices.
      if (sink.path("object").asText().equals(object.split(":", 2)[0])) {
        return sink;
      }
    }
    throw new AdapterRefused(system, 404, "there is no object " + object);
  }

  private static TargetField field(JsonNode field) {
    Type type;
    try {
      type = Type.valueOf(field.path("type").asText());
    } catch (IllegalArgumentException e) {
      type = Type.UNKNOWN;
    }
    return new TargetField(
        field.path("path").asText(),
        type,
        field.path("writable").asBoolean(true),
        field.path("required").asBoolean(false),
        field.hasNonNull("maxLength") ? field.path("maxLength").asInt() : null,
        texts(field.path("choices")));
  }

  @Override
  public List<TargetRecord> read(
      KnownConnection connection,
      String object,
      List<Delivery> deliveries,
      Map<String, String> keys) {
    List<TargetRecord> records = new ArrayList<>();
    for (int from = 0; from < deliveries.size(); from += MOST_AT_A_TIME) {
      List<Delivery> part =
          deliveries.subList(from, Math.min(from + MOST_AT_A_TIME, deliveries.size()));
      ArrayNode wanted = JsonNodeFactory.instance.arrayNode();
      part.forEach(delivery -> wanted.add(wanted(delivery, keys)));
      JsonNode answers =
          calls.post(
              connection.system(),
              path(connection, "/objects/" + encoded(object) + "/read"),
              wanted);
      if (answers.size() != part.size()) {
        throw new AdapterUnreachable(
            connection.system(),
            "it gave %d answers to %d questions".formatted(answers.size(), part.size()));
      }
      for (int i = 0; i < part.size(); i++) {
        records.add(record(connection.system(), answers.get(i), part.get(i), keys));
      }
    }
    return records;
  }

  private static ObjectNode wanted(Delivery delivery, Map<String, String> keys) {
    ObjectNode wanted = JsonNodeFactory.instance.objectNode();
    wanted.put("ref", delivery.ref().toString());
    wanted.put("key", keys.get(delivery.ref().toString()));
    ObjectNode fields = wanted.putObject("fields");
    Differences.values(delivery, keys).forEach(fields::set);
    ArrayNode match = wanted.putArray("match");
    delivery.match().forEach(match::add);
    ObjectNode policies = wanted.putObject("policies");
    delivery.policies().forEach(policies::put);
    return wanted;
  }

  private static TargetRecord record(
      String system, JsonNode answer, Delivery delivery, Map<String, String> keys) {
    State state = state(system, answer.path("found").asText());
    Map<String, JsonNode> current = new HashMap<>();
    answer.path("current").properties().forEach(e -> current.put(e.getKey(), e.getValue()));
    return new TargetRecord(
        state,
        answer.path("key").asText(null),
        current,
        Differences.of(delivery, keys, state == State.PRESENT ? current : null),
        answer.path("reason").asText(null));
  }

  private static State state(String system, String found) {
    for (State state : State.values()) {
      if (state.name().equalsIgnoreCase(found)) {
        return state;
      }
    }
    throw new AdapterUnreachable(system, "it found '" + found + "', which is unknown here");
  }

  @Override
  public Optional<SpotChecked> spotCheck(
      KnownConnection connection, String entity, String group, List<String> keys, boolean reread) {
    for (JsonNode source : calls.get(connection.system(), "/api/system").path("sources")) {
      if (source.path("entities").path(0).asText().equals(entity)) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("group", group).put("reread", reread);
        keys.forEach(body.putArray("keys")::add);
        String stream = encoded(source.path("stream").asText());
        JsonNode counted =
            calls.post(
                connection.system(), path(connection, "/streams/" + stream + "/spot-check"), body);
        return Optional.of(
            new SpotChecked(counted.path("open").asLong(), counted.path("reread").asInt()));
      }
    }
    return Optional.empty();
  }

  @Override
  public void provision(KnownConnection connection, String object, JsonNode fields) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("dryRun", false);
    body.set("fields", fields);
    calls.post(
        connection.system(), path(connection, "/objects/" + encoded(object) + "/provision"), body);
  }

  @Override
  public void link(KnownConnection connection, Ref ref, String key) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("ref", ref.toString());
    body.put("key", key);
    calls.post(connection.system(), path(connection, "/links"), body);
  }

  @Override
  public void readAnew(KnownConnection connection, String entity, List<String> keys) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode wanted = body.putArray("keys");
    keys.forEach(wanted::add);
    calls.post(
        connection.system(), path(connection, "/records/" + encoded(entity) + "/reread"), body);
  }

  private static String path(KnownConnection connection, String rest) {
    return "/api/connections/" + encoded(connection.id()) + rest;
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
